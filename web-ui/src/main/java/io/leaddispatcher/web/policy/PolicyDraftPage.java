package io.leaddispatcher.web.policy;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.configuration.Precondition;
import io.leaddispatcher.application.policy.PolicyDraft;
import io.leaddispatcher.application.policy.PolicyVersion;
import io.leaddispatcher.application.policy.SaveDraft;
import io.leaddispatcher.application.policy.ShowDraft;
import io.leaddispatcher.application.policy.ShowPolicyVersion;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import reactor.core.publisher.Mono;

/** What the builder in the browser asks for and sends: the draft as a document. */
@Controller
final class PolicyDraftPage {

    /** A policy that exists as no draft and no version yet. */
    private static final Map<String, Object> EMPTY =
            Map.of(
                    "schema",
                    Policy.SCHEMA,
                    "tiers",
                    List.of(),
                    "fallback",
                    Map.of("queue", "fallback"));

    private final ShowDraft showDraft;
    private final ShowPolicyVersion showVersion;
    private final SaveDraft saveDraft;
    private final PolicyChoices choices;
    private final Wording wording;

    PolicyDraftPage(
            ShowDraft showDraft,
            ShowPolicyVersion showVersion,
            SaveDraft saveDraft,
            PolicyChoices choices,
            Wording wording) {
        this.showDraft = showDraft;
        this.showVersion = showVersion;
        this.saveDraft = saveDraft;
        this.choices = choices;
        this.wording = wording;
    }

    /** The draft, or what is active when nothing was drafted; with all that it may name. */
    @GetMapping("/policy/model")
    Mono<ResponseEntity<Map<String, Object>>> model(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "kind", defaultValue = "lead") String kind,
            Locale locale) {
        var caller = who.caller();
        var policy = PolicyNotes.kind(kind);
        return Mono.zip(
                        draftOrActive(caller, policy),
                        choices.of(caller),
                        published(caller, policy))
                .map(found -> {
                    var words = found.getT2().words(wording.in(locale));
                    Map<String, Object> model = new LinkedHashMap<>();
                    model.put("who", who(who));
                    model.put("editable", caller.actor().may(Permission.CONFIGURE));
                    model.putAll(PolicyModel.of(found.getT1(), found.getT2().names(), words));
                    model.putAll(PolicyModel.vocabulary(found.getT2(), words));
                    model.put("published", found.getT3());
                    return ResponseEntity.ok(model);
                });
    }

    /** Whose page it is: what it could not save is for nobody else, and for no other workspace. */
    private static String who(SignedIn who) {
        var membership = who.membership();
        return "%s/%s".formatted(membership.tenant().value(), membership.member());
    }

    /** The rules that leads go by now: what traces and programs know them by stays. */
    private Mono<Set<String>> published(Caller caller, PolicyKind kind) {
        return showVersion
                .handle(new ShowPolicyVersion.Query(caller, kind, null))
                .map(active -> RuleNames.of(active.document()).keySet())
                .defaultIfEmpty(Set.of());
    }

    /** What a condition may name, for pages where there is no policy. */
    @GetMapping("/policy/vocabulary")
    Mono<ResponseEntity<Map<String, Object>>> vocabulary(
            @AuthenticationPrincipal SignedIn who, Locale locale) {
        return choices.of(who.caller())
                .map(found ->
                        ResponseEntity.ok(
                                PolicyModel.vocabulary(found, found.words(wording.in(locale)))));
    }

    private Mono<PolicyDraft> draftOrActive(Caller caller, PolicyKind kind) {
        return showDraft
                .handle(new ShowDraft.Query(caller, kind))
                .switchIfEmpty(
                        showVersion
                                .handle(new ShowPolicyVersion.Query(caller, kind, null))
                                .map(PolicyVersion::document)
                                .<Map<String, ?>>map(document -> document)
                                .defaultIfEmpty(EMPTY)
                                .map(document -> new PolicyDraft(document, 0)));
    }

    /**
     * Keeps the draft.
     *
     * @param revision that the change was made to; 0 when there was none, -1 whatever is there
     * @param rules by commas, those whose sentences the sender does not have yet; absent: all
     */
    @PostMapping("/policy/draft")
    Mono<ResponseEntity<Map<String, Object>>> save(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "kind", defaultValue = "lead") String kind,
            @RequestParam(name = "revision", defaultValue = "0") long revision,
            @RequestParam(name = "rules", required = false) @Nullable Set<String> rules,
            ServerHttpRequest request,
            Locale locale) {
        var caller = who.caller();
        caller.require(Permission.CONFIGURE);
        var policy = PolicyNotes.kind(kind);
        return Documents.json(request)
                .flatMap(document ->
                        saveDraft.handle(
                                new SaveDraft.Command(
                                        caller, policy, document, precondition(revision))))
                .flatMap(outcome ->
                        switch (outcome) {
                            case SaveDraft.Outcome.Saved(var draft) ->
                                    named(
                                                    caller,
                                                    locale,
                                                    (names, words) ->
                                                            PolicyModel.saved(
                                                                    draft, rules, names, words))
                                            .map(ResponseEntity::ok);
                            case SaveDraft.Outcome.Stale _ ->
                                    draftOrActive(caller, policy)
                                            .flatMap(theirs ->
                                                    named(
                                                            caller,
                                                            locale,
                                                            (names, words) ->
                                                                    PolicyModel.of(
                                                                            theirs, names, words)))
                                            .map(ResponseEntity.status(HttpStatus.CONFLICT)::body);
                        })
                .onErrorResume(
                        InvalidInputException.class,
                        refusal -> Mono.just(refused(refusal, locale)));
    }

    private static Precondition precondition(long revision) {
        if (revision < 0) {
            return Precondition.NONE;
        }
        return revision == 0 ? new Precondition.Absent() : new Precondition.OneOf(Set.of(revision));
    }

    private Mono<Map<String, Object>> named(
            Caller caller,
            Locale locale,
            BiFunction<PolicyNames, Words, Map<String, Object>> answer) {
        return choices.of(caller)
                .map(found -> answer.apply(found.names(), found.words(wording.in(locale))));
    }

    private ResponseEntity<Map<String, Object>> refused(
            InvalidInputException refusal, Locale locale) {
        var words = wording.in(locale);
        return ResponseEntity.unprocessableContent()
                .body(
                        Map.of(
                                "errors",
                                refusal.violations().stream()
                                        .map(each -> error(each, words.problemAlone(said(each))))
                                        .toList()));
    }

    /** The name of the rule stands beside it already. */
    private static String said(Violation violation) {
        return violation.message().replaceFirst("^rule \\S{1,64}: ", "");
    }

    private static Map<String, Object> error(Violation violation, String message) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("pointer", violation.pointer());
        shown.put("message", message);
        return shown;
    }

    /** The document as YAML, whether it is right or not. */
    @PostMapping("/policy/yaml")
    Mono<ResponseEntity<Map<String, Object>>> yaml(
            @AuthenticationPrincipal SignedIn who, ServerHttpRequest request, Locale locale) {
        who.caller().require(Permission.VIEW_CONFIGURATION);
        return Documents.json(request)
                .map(document ->
                        ResponseEntity.ok(
                                Map.<String, Object>of("yaml", Documents.toYaml(document))))
                .onErrorResume(
                        InvalidInputException.class,
                        refusal -> Mono.just(refused(refusal, locale)));
    }

    /** YAML as the document that it says. */
    @PostMapping("/policy/parse")
    Mono<ResponseEntity<Map<String, Object>>> parse(
            @AuthenticationPrincipal SignedIn who, ServerHttpRequest request, Locale locale) {
        who.caller().require(Permission.CONFIGURE);
        return Documents.yaml(request)
                .map(document -> ResponseEntity.ok(Map.<String, Object>of("policy", document)))
                .onErrorResume(
                        InvalidInputException.class,
                        refusal -> Mono.just(refused(refusal, locale)));
    }

    /** What the draft changes of what is active, in words, and whether it changes anything. */
    @GetMapping("/policy/changes")
    Mono<ResponseEntity<Map<String, Object>>> changes(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "kind", defaultValue = "lead") String kind,
            Locale locale) {
        var caller = who.caller();
        var policy = PolicyNotes.kind(kind);
        var draft =
                showDraft
                        .handle(new ShowDraft.Query(caller, policy))
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty());
        var active =
                showVersion
                        .handle(new ShowPolicyVersion.Query(caller, policy, null))
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty());
        return Mono.zip(draft, active, choices.of(caller))
                .map(found -> {
                    var words =
                            new PolicyWords(
                                    found.getT3().names(), found.getT3().words(wording.in(locale)));
                    return ResponseEntity.ok(
                            PolicyModel.changes(
                                    found.getT1().orElse(null), found.getT2().orElse(null), words));
                });
    }
}
