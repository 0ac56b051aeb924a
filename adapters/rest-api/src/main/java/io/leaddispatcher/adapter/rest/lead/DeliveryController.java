package io.leaddispatcher.adapter.rest.lead;

import io.leaddispatcher.adapter.rest.listing.PageRequest;
import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.dispatch.DeliveryView;
import io.leaddispatcher.application.dispatch.ListDeliveries;
import io.leaddispatcher.application.dispatch.ReplayDelivery;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation.Code;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    DeliveryController(ListDeliveries listDeliveries, ReplayDelivery replayDelivery) {
        this.listDeliveries = listDeliveries;
        this.replayDelivery = replayDelivery;
    }

    @GetMapping
    Mono<Map<String, Object>> list(Caller caller, ServerHttpRequest request) {
        PageRequest page = PageRequest.of(request);
        return listDeliveries
                .handle(
                        new ListDeliveries.Query(
                                caller,
                                status(request.getQueryParams().getFirst("status")),
                                cursor(page.after()),
                                page.limit()))
                .map(found -> {
                    Map<String, Object> answer = new LinkedHashMap<>();
                    answer.put(
                            "items",
                            found.items().stream().map(DeliveryController::shown).toList());
                    if (found.nextCursor() != null) {
                        answer.put("nextCursor", encoded(found.nextCursor()));
                    }
                    return answer;
                });
    }

    @PostMapping("/{id}/replay")
    Mono<Map<String, Object>> replay(Caller caller, @PathVariable("id") String id) {
        UUID delivery;
        try {
            delivery = UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound();
        }
        return replayDelivery
                .handle(new ReplayDelivery.Command(caller, delivery))
                .map(outcome ->
                        switch (outcome) {
                            case ReplayDelivery.Outcome.Replayed(var replayed) -> shown(replayed);
                            case ReplayDelivery.Outcome.NotDead(var alive) ->
                                    throw ProblemException.conflict(
                                            "Only a dead delivery, or one to a webhook that has ended, can be sent again; this one is %s."
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
        put(shown, "leadId", delivery.leadId());
        shown.put("status", delivery.status().name());
        shown.put("attempts", delivery.attempts());
        put(shown, "lastError", delivery.lastError());
        put(shown, "nextAttemptAt", delivery.nextAttemptAt());
        return shown;
    }

    private static @Nullable DeliveryState status(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(DeliveryState.values())
                .filter(state -> state.name().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidInputException(
                                "/status",
                                Code.OUT_OF_RANGE,
                                "'status' must be one of "
                                        + Arrays.toString(DeliveryState.values())));
    }

    private static @Nullable UUID cursor(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "/cursor", Code.MALFORMED, "'cursor' must be a 'nextCursor' of ours");
        }
    }

    private static String encoded(UUID cursor) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(cursor.toString().getBytes(StandardCharsets.UTF_8));
    }

    // The API shows null where there is nothing, which the map's type cannot say.
    @SuppressWarnings("NullAway")
    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        map.put(name, value == null ? null : value.toString());
    }
}
