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
import io.leaddispatcher.web.list.ListBack;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Taking leads out of queues: for oneself, which leads to the lead, or for somebody else. */
@Controller
final class QueueActs {

    private static final String CHANNEL = "web";
    private static final String BACK = "back";

    /** Nobody has said why. */
    private static final String WITHOUT_REASON = "DECIDED_ON_BOARD";

    private static final List<String> PLACE = List.of("queue", "after");

    private final AcceptLead acceptLead;
    private final ReassignLead reassignLead;
    private final RerouteLead rerouteLead;
    private final ClaimNext claimNext;
    private final QueueBoard board;

    QueueActs(
            AcceptLead acceptLead,
            ReassignLead reassignLead,
            RerouteLead rerouteLead,
            ClaimNext claimNext,
            QueueBoard board) {
        this.acceptLead = acceptLead;
        this.reassignLead = reassignLead;
        this.rerouteLead = rerouteLead;
        this.claimNext = claimNext;
        this.board = board;
    }

    @PostMapping("/queues/{key}/next")
    Mono<String> next(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("key") String key,
            ServerWebExchange exchange) {
        return exchange.getFormData().flatMap(sent -> next(who.caller(), key, sent.getFirst(BACK)));
    }

    private Mono<String> next(Caller caller, String key, @Nullable String back) {
        return claimNext
                .handle(new ClaimNext.Command(caller, key, oneself(caller), CHANNEL))
                .map(outcome ->
                        switch (outcome) {
                            case ClaimNext.Outcome.Claimed(var lead) -> "redirect:/leads/" + lead;
                            case ClaimNext.Outcome.Nothing _ -> noted(back, "nothing");
                            case ClaimNext.Outcome.Full _ -> noted(back, "full");
                            case ClaimNext.Outcome.Unknown _ ->
                                    throw new ResponseStatusException(HttpStatus.NOT_FOUND);
                        })
                // Somebody who is no rep takes nothing for oneself.
                .onErrorResume(
                        InvalidInputException.class, _ -> Mono.just(noted(back, "unknown-rep")));
    }

    @PostMapping("/queues/leads/{id}/claim")
    Mono<String> claim(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("id") UUID id,
            ServerWebExchange exchange) {
        Act act = new Act(who.caller(), new LeadId(id), oneself(who.caller()), CHANNEL);
        return exchange.getFormData()
                .map(sent -> Objects.requireNonNullElse(sent.getFirst(BACK), ""))
                .flatMap(back ->
                        acceptLead
                                .handle(act)
                                .map(outcome ->
                                        answer(outcome, back, "redirect:/leads/" + act.lead()))
                                .onErrorResume(
                                        InvalidInputException.class,
                                        _ -> Mono.just(noted(back, "unknown-rep"))));
    }

    @PostMapping("/queues/leads/{id}/give")
    Mono<Rendering> give(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("id") UUID id,
            ServerWebExchange exchange,
            Locale locale) {
        return exchange.getFormData()
                .flatMap(sent -> {
                    String rep = text(sent, "rep");
                    String decided = sent.getFirst("decide");
                    String reason = text(sent, "reason").strip();
                    String back = text(sent, BACK);
                    return give(
                                    who.caller(),
                                    new LeadId(id),
                                    decided == null ? "rep:" + rep : decided,
                                    reason.isEmpty() ? WITHOUT_REASON : reason)
                            .flatMap(came ->
                                    came.done()
                                            ? Mono.just(
                                                    Rendering.redirectTo(place(back, came.note()))
                                                            .build())
                                            : again(
                                                    who,
                                                    asked(
                                                            back,
                                                            came.note(),
                                                            new QueuesView.Typed(
                                                                    id.toString(), rep, reason)),
                                                    locale));
                });
    }

    /** Shows what was typed once more, beside the lead if that is still there. */
    private Mono<Rendering> again(SignedIn who, QueueBoard.Asked asked, Locale locale) {
        return board.of(who.caller(), asked, locale)
                .map(page -> page.status(HttpStatus.CONFLICT).build());
    }

    /** The board as it was when the act was done there. */
    private static QueueBoard.Asked asked(String back, String note, QueuesView.Typed typed) {
        var place = ListBack.parameters(back);
        return new QueueBoard.Asked(place.getFirst("queue"), place.getFirst("after"), note, typed);
    }

    /** What has come of giving a lead away. */
    private record Came(boolean done, String note) {

        static Came done(String note) {
            return new Came(true, note);
        }

        static Came not(String why) {
            return new Came(false, why);
        }
    }

    /**
     * To a rep, into a queue, or to whoever gets it when only one of those that claim it holds.
     *
     * @param to which of these, and its key: {@code rep:mia}, {@code queue:fallback}, {@code
     *     territory:dach}
     */
    private Mono<Came> give(Caller caller, LeadId lead, String to, String reason) {
        int colon = to.indexOf(':');
        String kind = to.substring(0, Math.max(colon, 0));
        Map<String, String> key = Map.of(kind, to.substring(colon + 1));
        return switch (kind) {
            case "rep" ->
                    reassignLead
                            .handle(act(caller, lead, Map.of("to", key, "reason", reason)))
                            .map(outcome -> came(outcome, "given"))
                            .onErrorReturn(InvalidInputException.class, Came.not("unknown-rep"));
            case "queue" ->
                    reassignLead
                            .handle(act(caller, lead, Map.of("to", key, "reason", reason)))
                            .map(outcome -> came(outcome, "moved"))
                            .onErrorReturn(InvalidInputException.class, Came.not("gone"));
            case "territory", "account", "owner" ->
                    rerouteLead
                            .handle(act(caller, lead, Map.of("as", key, "reason", reason)))
                            .map(outcome -> came(outcome, "decided"))
                            .onErrorReturn(InvalidInputException.class, Came.not("undecided"));
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

    private static String answer(ActOutcome outcome, String back, String done) {
        Came came = came(outcome, "");
        return came.done() ? done : noted(back, came.note());
    }

    private static Came came(ActOutcome outcome, String done) {
        return switch (outcome) {
            case ActOutcome.Done _ -> Came.done(done);
            case ActOutcome.Full _ -> Came.not("full");
            case ActOutcome.Unknown _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            case ActOutcome.HeldByAnother _,
                    ActOutcome.NotRouted _,
                    ActOutcome.Over _,
                    ActOutcome.PartOfAnother _,
                    ActOutcome.GoesOn _,
                    ActOutcome.Accepted _,
                    ActOutcome.Locked _,
                    ActOutcome.Lapsed _,
                    ActOutcome.NobodyLeft _ ->
                    Came.not("gone");
        };
    }

    private static String noted(@Nullable String back, String note) {
        return "redirect:" + place(back, note);
    }

    /** Where the act was done, with what came of it. */
    private static String place(@Nullable String back, String note) {
        return ListBack.to(back, "/queues", PLACE).with("note", note).text();
    }

    private static String text(MultiValueMap<String, String> sent, String name) {
        return Objects.requireNonNullElse(sent.getFirst(name), "");
    }
}
