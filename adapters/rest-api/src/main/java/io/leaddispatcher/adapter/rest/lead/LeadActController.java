package io.leaddispatcher.adapter.rest.lead;

import io.leaddispatcher.adapter.rest.body.RequestBodies;
import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.lead.LeadDetailView;
import io.leaddispatcher.application.lead.ShowLead;
import io.leaddispatcher.application.outcome.RecordOutcome;
import io.leaddispatcher.application.routing.RerouteLead;
import io.leaddispatcher.application.work.ReturnLead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Acting on leads. Each answers with the lead as it is then. */
@RestController
@RequestMapping("/api/v1/leads/{id}")
final class LeadActController {

    private static final String CHANNEL = "api";

    private final RecordOutcome recordOutcome;
    private final ReturnLead returnLead;
    private final RerouteLead rerouteLead;
    private final ShowLead showLead;
    private final RequestBodies bodies;

    LeadActController(
            RecordOutcome recordOutcome,
            ReturnLead returnLead,
            RerouteLead rerouteLead,
            ShowLead showLead,
            RequestBodies bodies) {
        this.recordOutcome = recordOutcome;
        this.returnLead = returnLead;
        this.rerouteLead = rerouteLead;
        this.showLead = showLead;
        this.bodies = bodies;
    }

    @PostMapping("/outcomes")
    Mono<Map<String, Object>> outcome(
            Caller caller, @PathVariable("id") String id, ServerHttpRequest request) {
        LeadId lead = lead(id);
        return bodies.object(request)
                .flatMap(body ->
                        recordOutcome.handle(
                                new RecordOutcome.Command(caller, lead, body, CHANNEL)))
                .flatMap(outcome ->
                        switch (outcome) {
                            case RecordOutcome.Outcome.Recorded() -> shown(caller, lead);
                            case RecordOutcome.Outcome.Unknown() ->
                                    throw ProblemException.notFound();
                            case RecordOutcome.Outcome.NotRouted() -> throw notRouted();
                            case RecordOutcome.Outcome.HeldByAnother(var holder) ->
                                    throw heldByAnother(holder);
                        });
    }

    @PostMapping("/return")
    Mono<Map<String, Object>> takeBack(
            Caller caller, @PathVariable("id") String id, ServerHttpRequest request) {
        LeadId lead = lead(id);
        return bodies.object(request)
                .flatMap(body ->
                        returnLead.handle(new ReturnLead.Command(caller, lead, body, CHANNEL)))
                .flatMap(outcome ->
                        switch (outcome) {
                            case ReturnLead.Outcome.Returned() -> shown(caller, lead);
                            case ReturnLead.Outcome.Unknown() -> throw ProblemException.notFound();
                            case ReturnLead.Outcome.HeldByAnother(var holder) ->
                                    throw heldByAnother(holder);
                        });
    }

    @PostMapping("/reroute")
    Mono<Map<String, Object>> reroute(
            Caller caller, @PathVariable("id") String id, ServerHttpRequest request) {
        LeadId lead = lead(id);
        return bodies.object(request)
                .flatMap(body ->
                        rerouteLead.handle(new RerouteLead.Command(caller, lead, body, CHANNEL)))
                .flatMap(outcome ->
                        switch (outcome) {
                            case RerouteLead.Outcome.Rerouted() -> shown(caller, lead);
                            case RerouteLead.Outcome.Unknown() -> throw ProblemException.notFound();
                            case RerouteLead.Outcome.HeldByAnother(var holder) ->
                                    throw heldByAnother(holder);
                            case RerouteLead.Outcome.NotRouted() -> throw notRouted();
                            case RerouteLead.Outcome.Over() ->
                                    throw ProblemException.conflict(
                                            "The work on this lead is over.");
                            case RerouteLead.Outcome.Accepted(var holder) ->
                                    throw ProblemException.conflict(
                                            "The rep '%s' has accepted this lead."
                                                    .formatted(holder));
                            case RerouteLead.Outcome.Locked(var until) ->
                                    throw ProblemException.conflict(
                                            "The lead is locked until %s.".formatted(until));
                        });
    }

    private static ProblemException notRouted() {
        return ProblemException.conflict("The lead is about to be routed; try again in a moment.");
    }

    private Mono<Map<String, Object>> shown(Caller caller, LeadId lead) {
        return showLead.handle(new ShowLead.Query(caller, lead))
                .map(LeadDetailView::document)
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    private static ProblemException heldByAnother(@Nullable RepKey holder) {
        return ProblemException.conflict(
                holder == null
                        ? "Nobody has this lead."
                        : "The rep '%s' has this lead.".formatted(holder));
    }

    private static LeadId lead(String id) {
        try {
            return new LeadId(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound();
        }
    }
}
