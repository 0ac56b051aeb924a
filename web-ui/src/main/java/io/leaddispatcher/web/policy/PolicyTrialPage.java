package io.leaddispatcher.web.policy;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.analysis.AnalyzePolicy;
import io.leaddispatcher.application.lead.FindLeads;
import io.leaddispatcher.application.lead.ListLeadFields;
import io.leaddispatcher.application.pool.ShowTakers;
import io.leaddispatcher.application.simulation.SimulateDraft;
import io.leaddispatcher.application.simulation.SimulationWish;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.analysis.Finding;
import io.leaddispatcher.domain.analysis.PolicyAnalysis;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.web.layout.Initials;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.lead.LeadRow;
import io.leaddispatcher.web.lead.MadeUpLead;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** What can be known of a draft before it is published; nothing here changes anything. */
@Controller
final class PolicyTrialPage {

    /** So many leads are looked at to find some of the kind. */
    private static final int LOOKED_AT = 50;

    private static final int MOST_SHOWN = 8;

    private final AnalyzePolicy analyze;
    private final SimulateDraft simulate;
    private final FindLeads findLeads;
    private final ListLeadFields listFields;
    private final ShowTakers showTakers;
    private final PolicyChoices choices;
    private final TrialNames names;
    private final Wording wording;

    PolicyTrialPage(
            AnalyzePolicy analyze,
            SimulateDraft simulate,
            FindLeads findLeads,
            ListLeadFields listFields,
            ShowTakers showTakers,
            PolicyChoices choices,
            TrialNames names,
            Wording wording) {
        this.analyze = analyze;
        this.simulate = simulate;
        this.findLeads = findLeads;
        this.listFields = listFields;
        this.showTakers = showTakers;
        this.choices = choices;
        this.names = names;
        this.wording = wording;
    }

    @GetMapping("/policy/findings")
    Mono<ResponseEntity<Map<String, Object>>> findings(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "kind", defaultValue = "lead") String kind,
            Locale locale) {
        return analyze.handle(new AnalyzePolicy.Query(who.caller(), PolicyNotes.kind(kind)))
                .map(PolicyAnalysis::findings)
                .defaultIfEmpty(List.of())
                // A draft that no longer holds says so when it is saved or published.
                .onErrorReturn(InvalidInputException.class, List.of())
                .zipWith(choices.of(who.caller()))
                .map(found -> {
                    var words = found.getT2().words(wording.in(locale));
                    return ResponseEntity.ok(
                            Map.<String, Object>of(
                                    "findings",
                                    found.getT1().stream()
                                            .map(finding -> shown(finding, words))
                                            .toList()));
                });
    }

    private static Map<String, @Nullable Object> shown(Finding finding, Words words) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("type", finding.type().name());
        shown.put("severity", finding.severity().name());
        shown.put("ruleId", finding.ruleId());
        shown.put("otherRuleId", finding.otherRuleId());
        shown.put("message", words.phrase(finding.said()));
        if (finding.lacksTerritories()) {
            shown.put("make", "/territories/_new");
        }
        shown.put("example", finding.example().isEmpty() ? null : finding.example());
        return shown;
    }

    /** Who of a pool, or whether a rep, could be given a lead now. */
    @GetMapping("/policy/takers")
    Mono<ResponseEntity<Map<String, Object>>> takers(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "pool", required = false) @Nullable String pool,
            @RequestParam(name = "rep", required = false) @Nullable String rep,
            Locale locale) {
        who.caller().require(Permission.VIEW_CONFIGURATION);
        var words = wording.in(locale);
        return showTakers
                .handle(new ShowTakers.Query(who.caller(), of(pool, rep)))
                .map(found ->
                        ResponseEntity.ok(
                                Map.<String, Object>of(
                                        "takers",
                                        found.stream().map(each -> shown(each, words)).toList())));
    }

    private static ShowTakers.Of of(@Nullable String pool, @Nullable String rep) {
        if (pool != null && Key.isValid(pool)) {
            return new ShowTakers.Of.Pool(new PoolKey(pool));
        }
        if (rep != null && Key.isValid(rep)) {
            return new ShowTakers.Of.Rep(new RepKey(rep));
        }
        throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }

    private static Map<String, Object> shown(ShowTakers.Taker taker, Words words) {
        return Map.of(
                "name",
                taker.name(),
                "initials",
                Initials.of(taker.name()),
                "against",
                taker.against().stream().map(each -> words.name("reason", each.name())).toList());
    }

    /** Real leads to try the draft on, newest first. */
    @GetMapping("/policy/trial/leads")
    Mono<ResponseEntity<Map<String, Object>>> leads(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "kind", defaultValue = "lead") String kind,
            @RequestParam(name = "q", required = false) @Nullable String q,
            Locale locale) {
        var caller = who.caller();
        caller.require(Permission.VIEW_CONFIGURATION);
        caller.require(Permission.VIEW_LEADS);
        var words = wording.in(locale);
        var wanted = PolicyNotes.kind(kind).pathName();
        return findLeads
                .handle(
                        new FindLeads.Query(
                                caller, null, null, null, q, null, null, LOOKED_AT, null))
                .map(page ->
                        page.items().stream()
                                .filter(lead ->
                                        wanted.equals(lead.document().getOrDefault("kind", "lead")))
                                .map(lead -> LeadRow.of(lead, words))
                                // The one of which it is part speaks for it.
                                .filter(lead -> !lead.part())
                                .limit(MOST_SHOWN)
                                .map(PolicyTrialPage::shown)
                                .toList())
                .map(found -> ResponseEntity.ok(Map.<String, Object>of("leads", found)));
    }

    private static Map<String, Object> shown(LeadRow lead) {
        return Map.of(
                "id",
                lead.id(),
                "title",
                lead.title(),
                "detail",
                Stream.of(lead.company(), lead.detail())
                        .filter(Objects::nonNull)
                        .filter(part -> !part.equals(lead.title()))
                        .collect(Collectors.joining(" \u00b7 ")),
                "when",
                lead.received().text());
    }

    /** The fields of a lead that is made up. */
    @GetMapping("/policy/trial/form")
    Mono<Rendering> form(@AuthenticationPrincipal SignedIn who, Locale locale) {
        var caller = who.caller();
        caller.require(Permission.VIEW_CONFIGURATION);
        caller.require(Permission.VIEW_LEADS);
        return listFields
                .handle(caller)
                .map(fields ->
                        Rendering.view("policy/trial :: form")
                                .modelAttribute(
                                        "groups",
                                        MadeUpLead.inputs(fields, locale, wording.in(locale)))
                                .build());
    }

    /** A lead that is typed, or a real one, through the draft. */
    @PostMapping("/policy/trial")
    Mono<Rendering> trial(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "kind", defaultValue = "lead") String kind,
            ServerHttpRequest request,
            Locale locale) {
        var caller = who.caller();
        caller.require(Permission.VIEW_CONFIGURATION);
        caller.require(Permission.VIEW_LEADS);
        var words = wording.in(locale);
        var policy = PolicyNotes.kind(kind);
        return Documents.json(request)
                .map(SimulationWish::read)
                .flatMap(wish ->
                        Mono.zip(
                                        simulate.handle(
                                                new SimulateDraft.Command(caller, policy, wish)),
                                        names.of(caller, policy))
                                .map(found -> view(found.getT1(), found.getT2(), words)))
                .defaultIfEmpty(TrialView.refused(words.say("policy.trial.no-draft")))
                .onErrorResume(
                        InvalidInputException.class,
                        refusal -> Mono.just(TrialView.refused(refusal, words)))
                .map(view ->
                        Rendering.view("policy/trial :: trial")
                                .modelAttribute("page", view)
                                .build());
    }

    private static TrialView view(
            SimulateDraft.Outcome outcome, TrialNames.Found names, Words words) {
        return switch (outcome) {
            case SimulateDraft.Outcome.Done(_, var rows) ->
                    TrialView.of(rows, names.documents(), names.rules(), words);
            case SimulateDraft.Outcome.Started _, SimulateDraft.Outcome.Busy _ ->
                    TrialView.refused(words.say("policy.trial.nothing"));
        };
    }
}
