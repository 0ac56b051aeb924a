package io.leaddispatcher.adapter.rest.lead;

import io.leaddispatcher.adapter.rest.access.PathIds;
import io.leaddispatcher.adapter.rest.body.NullableMember;
import io.leaddispatcher.adapter.rest.listing.PageRequest;
import io.leaddispatcher.adapter.rest.listing.Pages;
import io.leaddispatcher.adapter.rest.listing.QueryParameters;
import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.dispatch.DeliveryView;
import io.leaddispatcher.application.dispatch.ListDeliveries;
import io.leaddispatcher.application.dispatch.ReplayDelivery;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What was sent out, what could not be, and sending it again. */
@RestController
@RequestMapping("/api/v1/deliveries")
final class DeliveryController {

    private final ListDeliveries listDeliveries;
    private final ReplayDelivery replayDelivery;
    private final Pages pages;

    DeliveryController(ListDeliveries listDeliveries, ReplayDelivery replayDelivery, Pages pages) {
        this.pages = pages;
        this.listDeliveries = listDeliveries;
        this.replayDelivery = replayDelivery;
    }

    @GetMapping
    Mono<Map<String, Object>> list(Caller caller, ServerHttpRequest request) {
        PageRequest page = pages.asked(caller, request);
        String after = page.after();
        return listDeliveries
                .handle(
                        new ListDeliveries.Query(
                                caller,
                                QueryParameters.oneOf(request, "status", DeliveryState.class),
                                after == null ? null : UUID.fromString(after),
                                page.limit()))
                .map(found ->
                        pages.answer(
                                caller,
                                request,
                                new Page<>(
                                        found.items(),
                                        found.nextCursor() == null
                                                ? null
                                                : found.nextCursor().toString()),
                                DeliveryController::shown));
    }

    @PostMapping("/{id}/replay")
    Mono<Map<String, Object>> replay(Caller caller, @PathVariable("id") String id) {
        return replayDelivery
                .handle(new ReplayDelivery.Command(caller, PathIds.of(id)))
                .map(outcome ->
                        switch (outcome) {
                            case ReplayDelivery.Outcome.Replayed(var replayed) -> shown(replayed);
                            case ReplayDelivery.Outcome.NotDead(var alive) ->
                                    throw ProblemException.conflict(
                                            "Only a dead delivery, or one to a webhook that has ended or waits for its next try, can be sent again; this one is %s."
                                                    .formatted(alive.status()));
                            case ReplayDelivery.Outcome.Unknown() ->
                                    throw ProblemException.notFound();
                        });
    }

    private static Map<String, Object> shown(DeliveryView delivery) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", delivery.id().toString());
        shown.put("channel", delivery.channel().name());
        shown.put("recipient", delivery.recipient());
        NullableMember.put(shown, "leadId", delivery.leadId());
        shown.put("status", delivery.status().name());
        shown.put("attempts", delivery.attempts());
        NullableMember.put(shown, "lastError", delivery.lastError());
        NullableMember.put(shown, "nextAttemptAt", delivery.nextAttemptAt());
        return shown;
    }
}
