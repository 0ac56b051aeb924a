package io.leaddispatcher.web.queue;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.queue.ClaimNext;
import io.leaddispatcher.application.work.AcceptLead;
import io.leaddispatcher.application.work.Act;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.application.work.ReassignLead;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.lead.LeadId;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Taking leads out of queues: for oneself, which leads to the lead, or for somebody else. */
@Controller
final class QueueActs {

    private static final String CHANNEL = "web";

    private final AcceptLead acceptLead;
    private final ReassignLead reassignLead;
    private final ClaimNext claimNext;

    QueueActs(AcceptLead acceptLead, ReassignLead reassignLead, ClaimNext claimNext) {
        this.acceptLead = acceptLead;
        this.reassignLead = reassignLead;
        this.claimNext = claimNext;
    }

    @PostMapping("/queues/{key}/next")
    Mono<String> next(@AuthenticationPrincipal SignedIn who, @PathVariable("key") String key) {
        return claimNext
                .handle(new ClaimNext.Command(who.caller(), key, oneself(who.caller()), CHANNEL))
                .map(outcome ->
                        switch (outcome) {
                            case ClaimNext.Outcome.Claimed(var lead) -> "redirect:/leads/" + lead;
                            case ClaimNext.Outcome.Nothing _ -> noted("nothing");
                            case ClaimNext.Outcome.Full _ -> noted("full");
                            case ClaimNext.Outcome.Unknown _ ->
                                    throw new ResponseStatusException(HttpStatus.NOT_FOUND);
                        })
                // Somebody who is no rep takes nothing for oneself.
                .onErrorResume(InvalidInputException.class, _ -> Mono.just(noted("unknown-rep")));
    }

    @PostMapping("/queues/leads/{id}/claim")
    Mono<String> claim(@AuthenticationPrincipal SignedIn who, @PathVariable("id") UUID id) {
        Act act = new Act(who.caller(), new LeadId(id), oneself(who.caller()), CHANNEL);
        return acceptLead
                .handle(act)
                .map(outcome -> answer(outcome, "redirect:/leads/" + act.lead()))
                .onErrorResume(InvalidInputException.class, _ -> Mono.just(noted("unknown-rep")));
    }

    @PostMapping("/queues/leads/{id}/give")
    Mono<String> give(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("id") UUID id,
            ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(sent ->
                        reassignLead.handle(
                                new Act(
                                        who.caller(),
                                        new LeadId(id),
                                        Map.of(
                                                "to",
                                                Map.of(
                                                        "rep",
                                                        Objects.requireNonNullElse(
                                                                sent.getFirst("rep"), "")),
                                                "reason",
                                                "given out of the queue"),
                                        CHANNEL)))
                .map(outcome -> answer(outcome, noted("given")))
                .onErrorResume(InvalidInputException.class, _ -> Mono.just(noted("unknown-rep")));
    }

    /** On behalf of the rep who the member is, if any. */
    private static Map<String, ?> oneself(Caller caller) {
        return caller.actor().ownRep().map(rep -> Map.of("rep", rep)).orElse(Map.of());
    }

    private static String answer(ActOutcome outcome, String done) {
        return switch (outcome) {
            case ActOutcome.Done _ -> done;
            case ActOutcome.Full _ -> noted("full");
            case ActOutcome.Unknown _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            case ActOutcome.HeldByAnother _,
                    ActOutcome.NotRouted _,
                    ActOutcome.Over _,
                    ActOutcome.Accepted _,
                    ActOutcome.Locked _,
                    ActOutcome.Lapsed _,
                    ActOutcome.NobodyLeft _ ->
                    noted("gone");
        };
    }

    private static String noted(String note) {
        return "redirect:/queues?note=" + note;
    }
}
