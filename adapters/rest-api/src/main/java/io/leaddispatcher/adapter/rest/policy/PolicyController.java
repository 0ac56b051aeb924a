package io.leaddispatcher.adapter.rest.policy;

import io.leaddispatcher.adapter.rest.access.PathIds;
import io.leaddispatcher.adapter.rest.body.RequestBodies;
import io.leaddispatcher.adapter.rest.listing.EntityTags;
import io.leaddispatcher.adapter.rest.listing.PageRequest;
import io.leaddispatcher.adapter.rest.listing.Pages;
import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.policy.DiffPolicies;
import io.leaddispatcher.application.policy.ListPolicyVersions;
import io.leaddispatcher.application.policy.PolicyDraft;
import io.leaddispatcher.application.policy.PolicyVersion;
import io.leaddispatcher.application.policy.RollBackPolicy;
import io.leaddispatcher.application.policy.SaveDraft;
import io.leaddispatcher.application.policy.ShowDraft;
import io.leaddispatcher.application.policy.ShowPolicyVersion;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.policy.PolicyDiff;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Routing policies: the draft, the versions, and what is active. */
@RestController
@RequestMapping("/api/v1/policies/{kind}")
final class PolicyController {

    private final SaveDraft saveDraft;
    private final ShowDraft showDraft;
    private final RollBackPolicy rollBack;
    private final ListPolicyVersions listVersions;
    private final ShowPolicyVersion showVersion;
    private final DiffPolicies diff;
    private final RequestBodies bodies;
    private final Pages pages;

    PolicyController(
            SaveDraft saveDraft,
            ShowDraft showDraft,
            RollBackPolicy rollBack,
            ListPolicyVersions listVersions,
            ShowPolicyVersion showVersion,
            DiffPolicies diff,
            RequestBodies bodies,
            Pages pages) {
        this.saveDraft = saveDraft;
        this.showDraft = showDraft;
        this.rollBack = rollBack;
        this.listVersions = listVersions;
        this.showVersion = showVersion;
        this.diff = diff;
        this.bodies = bodies;
        this.pages = pages;
    }

    @GetMapping
    Mono<ResponseEntity<Map<String, Object>>> active(
            Caller caller, @PathVariable("kind") String kind) {
        return show(caller, kind, null);
    }

    @GetMapping("/versions/{version}")
    Mono<ResponseEntity<Map<String, Object>>> version(
            Caller caller,
            @PathVariable("kind") String kind,
            @PathVariable("version") String version) {
        return show(caller, kind, number(version).orElseThrow(ProblemException::notFound));
    }

    private Mono<ResponseEntity<Map<String, Object>>> show(
            Caller caller, String kind, @Nullable Integer version) {
        return showVersion
                .handle(new ShowPolicyVersion.Query(caller, PathIds.kind(kind), version))
                .map(found ->
                        ResponseEntity.ok()
                                .header("ETag", EntityTags.of(found.version()))
                                .body(shown(found, true)))
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    @GetMapping("/versions")
    Mono<Map<String, Object>> versions(
            Caller caller, @PathVariable("kind") String kind, ServerHttpRequest request) {
        PageRequest page = pages.asked(caller, request);
        String after = page.after();
        int before = after == null ? Integer.MAX_VALUE : Integer.parseInt(after);
        return listVersions
                .handle(
                        new ListPolicyVersions.Query(
                                caller, PathIds.kind(kind), before, page.limit()))
                .map(found -> pages.answer(caller, request, found, each -> shown(each, false)));
    }

    @GetMapping("/draft")
    Mono<ResponseEntity<Map<String, Object>>> draft(
            Caller caller, @PathVariable("kind") String kind) {
        return showDraft
                .handle(new ShowDraft.Query(caller, PathIds.kind(kind)))
                .map(PolicyController::answer)
                .switchIfEmpty(Mono.error(ProblemException::noDraft));
    }

    @PutMapping("/draft")
    Mono<ResponseEntity<Map<String, Object>>> saveDraft(
            Caller caller, @PathVariable("kind") String kind, ServerHttpRequest request) {
        return bodies.object(request)
                .flatMap(document ->
                        saveDraft.handle(
                                new SaveDraft.Command(
                                        caller,
                                        PathIds.kind(kind),
                                        document,
                                        EntityTags.precondition(request))))
                .map(outcome ->
                        switch (outcome) {
                            case SaveDraft.Outcome.Saved(var draft) -> answer(draft);
                            case SaveDraft.Outcome.Stale _ -> throw ProblemException.stale();
                        });
    }

    @PostMapping("/rollback")
    Mono<Map<String, Object>> rollBack(
            Caller caller, @PathVariable("kind") String kind, ServerHttpRequest request) {
        // Who may not is told so before what they sent is looked at.
        caller.require(Permission.CONFIGURE);
        return bodies.object(request)
                .flatMap(body -> rollBack.handle(rollingBack(caller, PathIds.kind(kind), body)))
                .map(outcome ->
                        switch (outcome) {
                            case RollBackPolicy.Outcome.Published(var version) ->
                                    Map.of("version", version);
                            case RollBackPolicy.Outcome.Conflict _ ->
                                    throw new IllegalStateException("no version was expected");
                            case RollBackPolicy.Outcome.UnknownVersion _ ->
                                    throw new InvalidInputException(
                                            "/version",
                                            Violation.Code.UNKNOWN_REFERENCE,
                                            "there is no such version");
                        });
    }

    @GetMapping("/diff")
    Mono<Map<String, Object>> diff(
            Caller caller, @PathVariable("kind") String kind, ServerHttpRequest request) {
        caller.require(Permission.VIEW_CONFIGURATION);
        return diff.handle(
                        new DiffPolicies.Query(
                                caller,
                                PathIds.kind(kind),
                                side(request, "from"),
                                side(request, "to")))
                .map(changes ->
                        Map.<String, Object>of(
                                "changes", changes.stream().map(PolicyController::shown).toList()))
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    private static RollBackPolicy.Command rollingBack(
            Caller caller, PolicyKind kind, Map<String, Object> body) {
        Violations violations = new Violations();
        Part root = Part.root(body, violations);
        Optional<String> comment = root.requiredText("comment");
        Optional<Integer> version =
                root.requiredProperty("version")
                        .flatMap(part -> part.asInteger(1, Integer.MAX_VALUE));
        root.refuseUnknown();
        violations.refuseIfAny();
        return new RollBackPolicy.Command(
                caller, kind, version.orElseThrow(), null, comment.orElseThrow());
    }

    /** A version's number, or null for the word {@code draft}. */
    private static @Nullable Integer side(ServerHttpRequest request, String name) {
        String text = request.getQueryParams().getFirst(name);
        if ("draft".equals(text)) {
            return null;
        }
        return Optional.ofNullable(text)
                .flatMap(PolicyController::number)
                .orElseThrow(() ->
                        new InvalidInputException(
                                "/" + name,
                                text == null ? Violation.Code.REQUIRED : Violation.Code.MALFORMED,
                                "'%s' must be a version or 'draft'".formatted(name)));
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static ResponseEntity<Map<String, Object>> answer(PolicyDraft draft) {
        return ResponseEntity.ok()
                .header("ETag", EntityTags.of(draft.revision()))
                .body(new LinkedHashMap<>(draft.document()));
    }

    private static Map<String, Object> shown(PolicyVersion version, boolean whole) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("version", version.version());
        if (whole) {
            shown.put("policy", version.document());
        }
        shown.put("comment", version.comment());
        shown.put("publishedAt", version.publishedAt().toString());
        shown.put("publishedBy", version.publishedBy());
        return shown;
    }

    private static Map<String, Object> shown(PolicyDiff.Change change) {
        return Map.of("path", change.path(), "text", change.text());
    }
}
