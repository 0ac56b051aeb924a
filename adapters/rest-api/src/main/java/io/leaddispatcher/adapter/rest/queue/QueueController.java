package io.leaddispatcher.adapter.rest.queue;

import io.leaddispatcher.adapter.rest.body.RequestBodies;
import io.leaddispatcher.adapter.rest.listing.PageRequest;
import io.leaddispatcher.adapter.rest.listing.Pages;
import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.lead.LeadDetailView;
import io.leaddispatcher.application.lead.ShowLead;
import io.leaddispatcher.application.queue.ClaimNext;
import io.leaddispatcher.application.queue.ShowQueue;
import io.leaddispatcher.domain.lead.LeadId;
import java.util.Map;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What waits in a queue. */
@RestController
@RequestMapping("/api/v1/queues/{key}")
final class QueueController {

    private final ShowQueue showQueue;
    private final ClaimNext claimNext;
    private final ShowLead showLead;
    private final Pages pages;
    private final RequestBodies bodies;

    QueueController(
            ShowQueue showQueue,
            ClaimNext claimNext,
            ShowLead showLead,
            Pages pages,
            RequestBodies bodies) {
        this.showQueue = showQueue;
        this.claimNext = claimNext;
        this.showLead = showLead;
        this.pages = pages;
        this.bodies = bodies;
    }

    /** In the order in which it is served. */
    @GetMapping("/leads")
    Mono<Map<String, Object>> leads(
            Caller caller, @PathVariable("key") String key, ServerHttpRequest request) {
        PageRequest page = pages.asked(caller, request);
        return showQueue
                .handle(new ShowQueue.Query(caller, key, page.limit(), page.after()))
                .map(found -> pages.answer(caller, request, found, QueuedLead::of))
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    /** The next one, which the rep has then accepted. */
    @PostMapping("/claim")
    Mono<Map<String, Object>> claim(
            Caller caller, @PathVariable("key") String key, ServerHttpRequest request) {
        return bodies.object(request)
                .flatMap(body -> claimNext.handle(new ClaimNext.Command(caller, key, body, "api")))
                .flatMap(outcome ->
                        switch (outcome) {
                            case ClaimNext.Outcome.Claimed(var lead) -> shown(caller, lead);
                            case ClaimNext.Outcome.Unknown _ ->
                                    Mono.error(ProblemException.notFound());
                            case ClaimNext.Outcome.Nothing _ ->
                                    Mono.error(
                                            ProblemException.conflict(
                                                    "Nothing waits in this queue that the rep has not had before."));
                            case ClaimNext.Outcome.Full(var rep) ->
                                    Mono.error(
                                            ProblemException.conflict(
                                                    "'%s' has no room for another lead."
                                                            .formatted(rep)));
                        });
    }

    private Mono<Map<String, Object>> shown(Caller caller, LeadId lead) {
        return showLead.handle(new ShowLead.Query(caller, lead))
                .map(LeadDetailView::document)
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }
}
