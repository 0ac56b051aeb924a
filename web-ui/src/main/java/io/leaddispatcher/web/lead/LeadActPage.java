package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.outcome.RecordOutcome;
import io.leaddispatcher.application.outcome.ReopenLead;
import io.leaddispatcher.application.work.AcceptLead;
import io.leaddispatcher.application.work.Act;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.application.work.DeclineLead;
import io.leaddispatcher.application.work.HandOffLead;
import io.leaddispatcher.application.work.ReassignLead;
import io.leaddispatcher.application.work.RecordActivity;
import io.leaddispatcher.application.work.RerouteLead;
import io.leaddispatcher.application.work.ReturnLead;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What people do with a lead, each act a form of its page. */
@Controller
final class LeadActPage {

    /** The acts, as their addresses name them. */
    static final List<String> ACTS =
            List.of(
                    "accept",
                    "decline",
                    "return",
                    "reassign",
                    "reroute",
                    "handoff",
                    "activities",
                    "outcomes",
                    "reopen");

    private final Map<String, Function<Act, Mono<ActOutcome>>> acts;
    private final LeadShown shown;
    private final Wording wording;

    LeadActPage(
            AcceptLead acceptLead,
            DeclineLead declineLead,
            ReturnLead returnLead,
            ReassignLead reassignLead,
            RerouteLead rerouteLead,
            HandOffLead handOffLead,
            RecordActivity recordActivity,
            RecordOutcome recordOutcome,
            ReopenLead reopenLead,
            LeadShown shown,
            Wording wording) {
        this.acts =
                Map.of(
                        "accept", acceptLead::handle,
                        "decline", declineLead::handle,
                        "return", returnLead::handle,
                        "reassign", reassignLead::handle,
                        "reroute", rerouteLead::handle,
                        "handoff", handOffLead::handle,
                        "activities", recordActivity::handle,
                        "outcomes", recordOutcome::handle,
                        "reopen", reopenLead::handle);
        this.shown = shown;
        this.wording = wording;
    }

    @PostMapping({
        "/leads/{id}/accept",
        "/leads/{id}/decline",
        "/leads/{id}/return",
        "/leads/{id}/reassign",
        "/leads/{id}/reroute",
        "/leads/{id}/handoff",
        "/leads/{id}/activities",
        "/leads/{id}/outcomes",
        "/leads/{id}/reopen"
    })
    Mono<Rendering> act(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("id") String id,
            ServerWebExchange exchange,
            Locale locale) {
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        String name = path.substring(path.lastIndexOf('/') + 1);
        return LeadShown.lead(id)
                .zipWith(exchange.getFormData())
                .flatMap(sent ->
                        act(who, sent.getT1(), name, sent.getT2().toSingleValueMap(), locale));
    }

    private Mono<Rendering> act(
            SignedIn who, LeadId lead, String name, Map<String, String> sent, Locale locale) {
        Act act =
                new Act(
                        who.caller(),
                        lead,
                        ActDocument.of(name, sent, locale),
                        "web",
                        ActDocument.assignment(sent));
        return Objects.requireNonNull(acts.get(name), name)
                .apply(act)
                .flatMap(outcome ->
                        outcome instanceof ActOutcome.Done
                                ? Mono.just(done(who, lead, name, sent))
                                : refused(who, lead, name, sent, outcome, locale))
                .onErrorResume(
                        InvalidInputException.class,
                        wrong -> wrong(who, lead, name, sent, wrong, locale));
    }

    /** Who sees their own leads only may have none to look at any more. */
    private static Rendering done(
            SignedIn who, LeadId lead, String name, Map<String, String> sent) {
        boolean gone = !who.caller().actor().may(Permission.VIEW_LEADS) && ActDocument.parts(name);
        boolean back = gone || "me".equals(sent.get("then"));
        String done = (back ? "/me" : "/leads/" + lead) + "?done=" + name;
        // Among others on that page it would not be seen which one it was.
        boolean named = back && name.equals("accept");
        return Rendering.redirectTo(named ? done + "&lead=" + lead : done).build();
    }

    private Mono<Rendering> refused(
            SignedIn who,
            LeadId lead,
            String name,
            Map<String, String> sent,
            ActOutcome outcome,
            Locale locale) {
        return shown.page(
                        who,
                        lead,
                        new ActForm(ActDocument.form(name, sent), sent, Map.of(), outcome),
                        locale)
                .map(page -> page.status(status(outcome)).build())
                .switchIfEmpty(Mono.defer(() -> gone(sent, outcome, locale)));
    }

    /** Whoever had it a moment ago is told what became of it, and keeps what they had written. */
    private Mono<Rendering> gone(Map<String, String> sent, ActOutcome outcome, Locale locale) {
        if (outcome instanceof ActOutcome.Unknown) {
            return Mono.error(() -> LeadShown.unknown(null));
        }
        Words words = wording.in(locale);
        String why = ActWords.of(outcome, names(outcome, words), words);
        return Mono.just(
                Rendering.view("lead/gone")
                        .modelAttribute("why", Objects.requireNonNullElse(why, ""))
                        .modelAttribute("typed", ActDocument.typed(sent))
                        .status(HttpStatus.CONFLICT)
                        .build());
    }

    /** Whoever sees their own leads only may not ask what others are called; their key says it. */
    private static Names names(ActOutcome outcome, Words words) {
        return outcome instanceof ActOutcome.HeldByAnother(var holder) && holder != null
                ? new Names(Map.of("rep/" + holder, Words.spelled(holder.value())), words)
                : new Names(Map.of(), words);
    }

    private static HttpStatus status(ActOutcome outcome) {
        return outcome instanceof ActOutcome.Unknown ? HttpStatus.NOT_FOUND : HttpStatus.CONFLICT;
    }

    private Mono<Rendering> wrong(
            SignedIn who,
            LeadId lead,
            String name,
            Map<String, String> sent,
            InvalidInputException wrong,
            Locale locale) {
        var problems = ActDocument.problems(wrong, wording.in(locale));
        return shown.page(
                        who,
                        lead,
                        new ActForm(ActDocument.form(name, sent), sent, problems, null),
                        locale)
                .map(page -> page.status(HttpStatus.UNPROCESSABLE_CONTENT).build())
                .switchIfEmpty(Mono.error(() -> LeadShown.unknown(wrong)));
    }
}
