package io.leaddispatcher.adapter.rest.lead;

import io.leaddispatcher.adapter.rest.listing.PageRequest;
import io.leaddispatcher.adapter.rest.listing.Pages;
import io.leaddispatcher.adapter.rest.listing.QueryParameters;
import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.application.pool.ShowRepDecisions;
import io.leaddispatcher.application.pool.ShowRepDecisions.View;
import io.leaddispatcher.application.pool.port.RepDecisions.RepDecision;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.UnavailabilityReason;
import io.leaddispatcher.domain.routing.Considered;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Why a rep was given these leads, and not those. */
@RestController
final class RepDecisionController {

    private static final List<String> REASONS =
            Stream.concat(
                            Stream.of(Considered.NOT_NEXT),
                            Arrays.stream(UnavailabilityReason.values()).map(Enum::name))
                    .toList();

    private final ShowRepDecisions decisions;
    private final Pages pages;

    RepDecisionController(ShowRepDecisions decisions, Pages pages) {
        this.decisions = decisions;
        this.pages = pages;
    }

    @GetMapping("/api/v1/reps/{key}/decisions")
    Mono<Map<String, Object>> show(
            Caller caller, @PathVariable("key") String key, ServerHttpRequest request) {
        if (!Key.isValid(key)) {
            throw ProblemException.notFound();
        }
        PageRequest page = pages.asked(caller, request);
        return decisions
                .handle(
                        new ShowRepDecisions.Query(
                                caller,
                                new RepKey(key),
                                QueryParameters.instant(request, "from"),
                                QueryParameters.instant(request, "to"),
                                QueryParameters.oneOf(request, "reason", REASONS),
                                page.after() == null ? null : UUID.fromString(page.after()),
                                page.limit()))
                .map(view -> {
                    Map<String, Object> shown = head(key, view);
                    String next = view.page().next(last -> last.run().toString());
                    shown.putAll(
                            pages.answer(
                                    caller,
                                    request,
                                    new Page<>(view.page().shown(), next),
                                    one -> shown(one, view.leads())));
                    return shown;
                })
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    private static Map<String, Object> head(String key, View view) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("rep", key);
        shown.put("from", view.from().toString());
        shown.put("to", view.to().toString());
        shown.put("whole", view.whole());
        shown.put("decisions", view.looked());
        shown.put("given", view.given());
        shown.put(
                "passedOver",
                view.passedOver().stream()
                        .map(group ->
                                Map.of("reason", group.reason(), "decisions", group.decisions()))
                        .toList());
        return shown;
    }

    private static Map<String, @Nullable Object> shown(
            RepDecision decision, Map<LeadId, String> names) {
        Considered considered = decision.considered();
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("runId", decision.run().toString());
        shown.put("leadId", decision.lead().toString());
        shown.put("name", names.get(decision.lead()));
        shown.put("at", decision.at().toString());
        shown.put("ruleId", considered.rule());
        shown.put("outcome", considered.chosen() ? "GIVEN" : "PASSED_OVER");
        shown.put("reason", considered.passedOver());
        shown.put("reasons", considered.reasons().stream().map(Objects::toString).toList());
        shown.put("because", considered.because());
        return shown;
    }
}
