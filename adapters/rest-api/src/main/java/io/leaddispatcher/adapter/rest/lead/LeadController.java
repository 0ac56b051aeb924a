package io.leaddispatcher.adapter.rest.lead;

import io.leaddispatcher.adapter.rest.access.PathIds;
import io.leaddispatcher.adapter.rest.listing.PageRequest;
import io.leaddispatcher.adapter.rest.listing.Pages;
import io.leaddispatcher.adapter.rest.listing.QueryParameters;
import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.lead.FindLeads;
import io.leaddispatcher.application.lead.LeadDetailView;
import io.leaddispatcher.application.lead.LeadNeed;
import io.leaddispatcher.application.lead.LeadOrder;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.LeadSummaryView;
import io.leaddispatcher.application.lead.LeadTraits;
import io.leaddispatcher.application.lead.ShowLead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.Priority;
import java.util.Map;
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

    private final FindLeads findLeads;
    private final ShowLead showLead;
    private final Pages pages;

    LeadController(FindLeads findLeads, ShowLead showLead, Pages pages) {
        this.pages = pages;
        this.findLeads = findLeads;
        this.showLead = showLead;
    }

    @GetMapping
    Mono<Map<String, Object>> find(Caller caller, ServerHttpRequest request) {
        PageRequest page = pages.asked(caller, request);
        LeadStatus status = QueryParameters.oneOf(request, "status", LeadStatus.class);
        String order = QueryParameters.oneOf(request, "sort", LeadOrder.words());
        return findLeads
                .handle(
                        new FindLeads.Query(
                                caller,
                                status == null ? null : status.name(),
                                QueryParameters.text(request, "rep"),
                                QueryParameters.text(request, "queue"),
                                QueryParameters.text(request, "q"),
                                QueryParameters.instant(request, "from"),
                                QueryParameters.instant(request, "to"),
                                page.limit(),
                                page.after(),
                                QueryParameters.oneOf(request, "need", LeadNeed.class),
                                QueryParameters.text(request, "team"),
                                new LeadTraits(
                                        QueryParameters.text(request, "rule"),
                                        QueryParameters.text(request, "source"),
                                        QueryParameters.oneOf(request, "priority", Priority.class),
                                        QueryParameters.text(request, "pool")),
                                LeadOrder.of(order == null ? "" : order)
                                        .orElse(LeadOrder.NEWEST_FIRST)))
                .map(found -> pages.answer(caller, request, found, LeadSummaryView::document));
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
        return showLead.handle(new ShowLead.Query(caller, new LeadId(PathIds.of(id))))
                .map(part)
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }
}
