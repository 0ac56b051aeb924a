package io.leaddispatcher.web.queue;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.queue.ClaimNext;
import io.leaddispatcher.application.work.AcceptLead;
import io.leaddispatcher.application.work.Act;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.application.work.ReassignLead;
import io.leaddispatcher.application.work.RerouteLead;
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
    private static final String WITHOUT_REASON = "decided on the board of queues";

    private final AcceptLead acceptLead;
    private final ReassignLead reassignLead;
    private final RerouteLead rerouteLead;
    private final ClaimNext claimNext;

    QueueActs(
            AcceptLead acceptLead,
            ReassignLead reassignLead,
            RerouteLead rerouteLead,
            ClaimNext claimNext) {
        this.acceptLead = acceptLead;
        this.reassignLead = reassignLead;
        this.rerouteLead = rerouteLead;
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
                .flatMap(sent -> {
                    String rep = Objects.requireNonNullElse(sent.getFirst("rep"), "");
                    String decided = sent.getFirst("decide");
                    String reason = Objects.requireNonNullElse(sent.getFirst("reason"), "").strip();
                    return give(
                            who.caller(),
                            new LeadId(id),
                            decided == null ? "rep:" + rep : decided,
                            reason.isEmpty() ? WITHOUT_REASON : reason);
                });
    }

    /**
     * To a rep, into a queue, or to whoever gets it when only one of those that claim it holds.
     *
     * @param to which of these, and its key: {@code rep:mia}, {@code queue:fallback}, {@code
     *     territory:dach}
     */
    private Mono<String> give(Caller caller, LeadId lead, String to, String reason) {
        int colon = to.indexOf(':');
        String kind = to.substring(0, Math.max(colon, 0));
        Map<String, String> key = Map.of(kind, to.substring(colon + 1));
        return switch (kind) {
            case "rep" ->
                    reassignLead
                            .handle(act(caller, lead, Map.of("to", key, "reason", reason)))
                            .map(outcome -> answer(outcome, noted("given")))
                            .onErrorResume(
                                    InvalidInputException.class,
                                    _ -> Mono.just(noted("unknown-rep")));
            case "queue" ->
                    reassignLead
                            .handle(act(caller, lead, Map.of("to", key, "reason", reason)))
                            .map(outcome -> answer(outcome, noted("moved")))
                            .onErrorResume(
                                    InvalidInputException.class, _ -> Mono.just(noted("gone")));
            case "territory", "account", "owner" ->
                    rerouteLead
                            .handle(act(caller, lead, Map.of("as", key, "reason", reason)))
                            .map(outcome -> answer(outcome, noted("decided")))
                            .onErrorResume(
                                    InvalidInputException.class,
                                    _ -> Mono.just(noted("undecided")));
            default -> Mono.error(new ResponseStatusException(HttpStatus.BAD_REQUEST));
        };
    }

    private static Act act(Caller caller, LeadId lead, Map<String, ?> document) {
        return new Act(caller, lead, document, CHANNEL);
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
                    ActOutcome.GoesOn _,
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
