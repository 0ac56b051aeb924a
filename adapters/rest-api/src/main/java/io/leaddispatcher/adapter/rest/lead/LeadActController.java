package io.leaddispatcher.adapter.rest.lead;

import io.leaddispatcher.adapter.rest.access.PathIds;
import io.leaddispatcher.adapter.rest.body.RequestBodies;
import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.lead.LeadDetailView;
import io.leaddispatcher.application.lead.ShowLead;
import io.leaddispatcher.application.outcome.RecordOutcome;
import io.leaddispatcher.application.outcome.ReopenLead;
import io.leaddispatcher.application.work.AcceptLead;
import io.leaddispatcher.application.work.Act;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.application.work.CorrectLead;
import io.leaddispatcher.application.work.DeclineLead;
import io.leaddispatcher.application.work.HandOffLead;
import io.leaddispatcher.application.work.MergeLeads;
import io.leaddispatcher.application.work.ReassignLead;
import io.leaddispatcher.application.work.RecordActivity;
import io.leaddispatcher.application.work.RerouteLead;
import io.leaddispatcher.application.work.ReturnLead;
import io.leaddispatcher.application.work.StopSequence;
import io.leaddispatcher.domain.lead.LeadId;
import java.util.Map;
import java.util.function.Function;
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

    private final AcceptLead accept;
    private final DeclineLead decline;
    private final ReturnLead giveBack;
    private final ReassignLead reassign;
    private final RerouteLead reroute;
    private final HandOffLead handOff;
    private final RecordActivity activity;
    private final RecordOutcome outcome;
    private final StopSequence stopSequence;
    private final CorrectLead correct;
    private final ReopenLead reopen;
    private final MergeLeads merge;
    private final ShowLead showLead;
    private final RequestBodies bodies;

    LeadActController(
            AcceptLead accept,
            DeclineLead decline,
            ReturnLead giveBack,
            ReassignLead reassign,
            RerouteLead reroute,
            HandOffLead handOff,
            RecordActivity activity,
            RecordOutcome outcome,
            StopSequence stopSequence,
            CorrectLead correct,
            ReopenLead reopen,
            MergeLeads merge,
            ShowLead showLead,
            RequestBodies bodies) {
        this.accept = accept;
        this.decline = decline;
        this.giveBack = giveBack;
        this.reassign = reassign;
        this.reroute = reroute;
        this.handOff = handOff;
        this.activity = activity;
        this.outcome = outcome;
        this.stopSequence = stopSequence;
        this.correct = correct;
        this.reopen = reopen;
        this.merge = merge;
        this.showLead = showLead;
        this.bodies = bodies;
    }

    @PostMapping("/accept")
    Mono<Map<String, Object>> accept(
            Caller caller, @PathVariable("id") String id, ServerHttpRequest request) {
        return act(caller, id, request, accept::handle);
    }

    @PostMapping("/decline")
    Mono<Map<String, Object>> decline(
            Caller caller, @PathVariable("id") String id, ServerHttpRequest request) {
        return act(caller, id, request, decline::handle);
    }

    @PostMapping("/return")
    Mono<Map<String, Object>> giveBack(
            Caller caller, @PathVariable("id") String id, ServerHttpRequest request) {
        return act(caller, id, request, giveBack::handle);
    }

    @PostMapping("/reassign")
    Mono<Map<String, Object>> reassign(
            Caller caller, @PathVariable("id") String id, ServerHttpRequest request) {
        return act(caller, id, request, reassign::handle);
    }

    @PostMapping("/reroute")
    Mono<Map<String, Object>> reroute(
            Caller caller, @PathVariable("id") String id, ServerHttpRequest request) {
        return act(caller, id, request, reroute::handle);
    }

    @PostMapping("/handoff")
    Mono<Map<String, Object>> handOff(
            Caller caller, @PathVariable("id") String id, ServerHttpRequest request) {
        return act(caller, id, request, handOff::handle);
    }

    @PostMapping("/activities")
    Mono<Map<String, Object>> activity(
            Caller caller, @PathVariable("id") String id, ServerHttpRequest request) {
        return act(caller, id, request, activity::handle);
    }

    @PostMapping("/outcomes")
    Mono<Map<String, Object>> outcome(
            Caller caller, @PathVariable("id") String id, ServerHttpRequest request) {
        return act(caller, id, request, outcome::handle);
    }

    @PostMapping("/sequence/stop")
    Mono<Map<String, Object>> stopSequence(
            Caller caller, @PathVariable("id") String id, ServerHttpRequest request) {
        return act(caller, id, request, stopSequence::handle);
    }

    @PostMapping("/reopen")
    Mono<Map<String, Object>> reopen(
            Caller caller, @PathVariable("id") String id, ServerHttpRequest request) {
        return act(caller, id, request, reopen::handle);
    }

    @PostMapping("/correct")
    Mono<Map<String, Object>> correct(
            Caller caller, @PathVariable("id") String id, ServerHttpRequest request) {
        LeadId lead = new LeadId(PathIds.of(id));
        return bodies.object(request)
                .flatMap(body -> correct.handle(new Act(caller, lead, body, CHANNEL)))
                .flatMap(outcome ->
                        switch (outcome) {
                            case CorrectLead.Outcome.Corrected() -> shown(caller, lead);
                            case CorrectLead.Outcome.Refused(var why) ->
                                    Mono.error(ActProblems.of(why));
                            case CorrectLead.Outcome.OfAnother(var other) ->
                                    Mono.error(ActProblems.ofAnother(other));
                            case CorrectLead.Outcome.Overtaken(var fields) ->
                                    Mono.error(ActProblems.overtaken(fields));
                        });
    }

    /** Answers with the lead that goes on. */
    @PostMapping("/merge")
    Mono<Map<String, Object>> merge(
            Caller caller, @PathVariable("id") String id, ServerHttpRequest request) {
        LeadId lead = new LeadId(PathIds.of(id));
        return bodies.object(request)
                .flatMap(body -> merge.handle(new Act(caller, lead, body, CHANNEL)))
                .flatMap(outcome ->
                        switch (outcome) {
                            case MergeLeads.Outcome.Merged(var survivor) -> shown(caller, survivor);
                            case MergeLeads.Outcome.Refused(_, var why) ->
                                    Mono.error(ActProblems.of(why));
                            case MergeLeads.Outcome.PartOfAnother(var part) ->
                                    Mono.error(ActProblems.partOfAnother(part));
                            case MergeLeads.Outcome.Overtaken(var fields) ->
                                    Mono.error(ActProblems.overtaken(fields));
                        });
    }

    private Mono<Map<String, Object>> act(
            Caller caller,
            String id,
            ServerHttpRequest request,
            Function<Act, Mono<ActOutcome>> how) {
        LeadId lead = new LeadId(PathIds.of(id));
        return bodies.objectIfAny(request)
                .flatMap(body -> how.apply(new Act(caller, lead, body, CHANNEL)))
                .flatMap(outcome ->
                        outcome instanceof ActOutcome.Done
                                ? shown(caller, lead)
                                : Mono.error(ActProblems.of(outcome)));
    }

    private Mono<Map<String, Object>> shown(Caller caller, LeadId lead) {
        return showLead.handle(new ShowLead.Query(caller, lead))
                .map(LeadDetailView::document)
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }
}
