package io.leaddispatcher.adapter.rest.lead;

import io.leaddispatcher.adapter.rest.listing.QueryParameters;
import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.lead.FindLeads;
import io.leaddispatcher.application.lead.LeadDetailView;
import io.leaddispatcher.application.lead.LeadSummaryView;
import io.leaddispatcher.application.lead.ShowLead;
import io.leaddispatcher.domain.lead.LeadId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Looking at leads. */
@RestController
@RequestMapping("/api/v1/leads")
final class LeadController {

    private static final int USUAL_LIMIT = 50;

    private final FindLeads findLeads;
    private final ShowLead showLead;

    LeadController(FindLeads findLeads, ShowLead showLead) {
        this.findLeads = findLeads;
        this.showLead = showLead;
    }

    @GetMapping
    Mono<Map<String, Object>> find(Caller caller, ServerHttpRequest request) {
        return findLeads
                .handle(
                        new FindLeads.Query(
                                caller,
                                QueryParameters.text(request, "status"),
                                QueryParameters.text(request, "rep"),
                                QueryParameters.text(request, "queue"),
                                QueryParameters.text(request, "q"),
                                QueryParameters.instant(request, "from"),
                                QueryParameters.instant(request, "to"),
                                limit(request),
                                QueryParameters.text(request, "cursor")))
                .map(page -> {
                    Map<String, Object> answer = new LinkedHashMap<>();
                    answer.put(
                            "items", page.items().stream().map(LeadSummaryView::document).toList());
                    if (page.nextCursor() != null) {
                        answer.put("nextCursor", page.nextCursor());
                    }
                    return answer;
                });
    }

    @GetMapping("/{id}")
    Mono<Map<String, Object>> show(Caller caller, @PathVariable("id") String id) {
        return detail(caller, id, LeadDetailView::document);
    }

    @GetMapping("/{id}/timeline")
    Mono<Map<String, Object>> timeline(Caller caller, @PathVariable("id") String id) {
        return detail(caller, id, detail -> Map.of("items", detail.timeline()));
    }

    @GetMapping("/{id}/runs")
    Mono<Map<String, Object>> runs(Caller caller, @PathVariable("id") String id) {
        return detail(caller, id, detail -> Map.of("items", detail.runs()));
    }

    private Mono<Map<String, Object>> detail(
            Caller caller, String id, Function<LeadDetailView, Map<String, Object>> part) {
        return showLead.handle(new ShowLead.Query(caller, new LeadId(uuid(id))))
                .map(part)
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound();
        }
    }

    private static int limit(ServerHttpRequest request) {
        String limit = QueryParameters.text(request, "limit");
        if (limit == null) {
            return USUAL_LIMIT;
        }
        // What is no small number is out of range, which the use case says.
        return limit.matches("[0-9]{1,4}") ? Integer.parseInt(limit) : 0;
    }
}
