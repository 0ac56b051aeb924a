package io.leaddispatcher.web.policy;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.policy.DiffPolicies;
import io.leaddispatcher.application.policy.ListPolicyVersions;
import io.leaddispatcher.application.policy.ListScheduledPublishes;
import io.leaddispatcher.application.policy.PolicyVersion;
import io.leaddispatcher.application.policy.ScheduledPublish;
import io.leaddispatcher.application.policy.ShowPolicyVersion;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.policy.PolicyDiff;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The builder of a policy, and what it was before. */
@Controller
final class PolicyPage {

    private static final int VERSIONS = 20;

    private final ShowPolicyVersion showVersion;
    private final ListPolicyVersions listVersions;
    private final ListScheduledPublishes listScheduled;
    private final DiffPolicies diff;
    private final Wording wording;

    PolicyPage(
            ShowPolicyVersion showVersion,
            ListPolicyVersions listVersions,
            ListScheduledPublishes listScheduled,
            DiffPolicies diff,
            Wording wording) {
        this.showVersion = showVersion;
        this.listVersions = listVersions;
        this.listScheduled = listScheduled;
        this.diff = diff;
        this.wording = wording;
    }

    @GetMapping("/policy")
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "kind", defaultValue = "lead") String kind,
            @RequestParam(name = "note", required = false) @Nullable String note,
            Locale locale) {
        var words = wording.in(locale);
        var caller = who.caller();
        var policy = PolicyNotes.kind(kind);
        return activeVersion(caller, policy)
                .zipWith(listScheduled.handle(new ListScheduledPublishes.Query(caller, policy)))
                .map(found ->
                        new PolicyView(
                                policy.pathName(),
                                kinds(policy, words),
                                caller.actor().may(Permission.CONFIGURE),
                                caller.actor().may(Permission.VIEW_LEADS),
                                found.getT1(),
                                PolicyNotes.text(note, words),
                                PolicyNotes.tone(note),
                                found.getT2().stream()
                                        .filter(PolicyPage::matters)
                                        .map(each -> waiting(each, words))
                                        .toList()))
                .map(page -> Rendering.view("policy/policy").modelAttribute("page", page).build());
    }

    @GetMapping("/policy/history")
    Mono<Rendering> history(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "kind", defaultValue = "lead") String kind,
            @RequestParam(name = "before", required = false) @Nullable String before,
            @RequestParam(name = "note", required = false) @Nullable String note,
            Locale locale) {
        var words = wording.in(locale);
        var caller = who.caller();
        var policy = PolicyNotes.kind(kind);
        int below =
                before != null && before.matches("[0-9]{1,9}")
                        ? Integer.parseInt(before)
                        : Integer.MAX_VALUE;
        return activeVersion(caller, policy)
                .zipWith(
                        listVersions.handle(
                                new ListPolicyVersions.Query(caller, policy, below, VERSIONS)))
                .flatMap(found ->
                        Flux.fromIterable(found.getT2().items())
                                .concatMap(version ->
                                        row(caller, policy, version, found.getT1(), words))
                                .collectList()
                                .map(rows ->
                                        new HistoryView(
                                                policy.pathName(),
                                                caller.actor().may(Permission.CONFIGURE),
                                                PolicyNotes.text(note, words),
                                                PolicyNotes.tone(note),
                                                rows,
                                                found.getT2().next())))
                .map(page -> Rendering.view("policy/history").modelAttribute("page", page).build());
    }

    private Mono<Integer> activeVersion(Caller caller, PolicyKind kind) {
        return showVersion
                .handle(new ShowPolicyVersion.Query(caller, kind, null))
                .map(PolicyVersion::version)
                .defaultIfEmpty(0);
    }

    private Mono<HistoryView.Row> row(
            Caller caller, PolicyKind kind, PolicyVersion version, int active, Words words) {
        return diff.handle(
                        new DiffPolicies.Query(
                                caller, kind, version.version() - 1, version.version()))
                .defaultIfEmpty(List.of())
                .map(changes ->
                        new HistoryView.Row(
                                version.version(),
                                version.version() == active,
                                version.comment(),
                                by(version.publishedBy(), words),
                                words.when(version.publishedAt()),
                                changes.stream().map(PolicyDiff.Change::text).toList()));
    }

    /** {@code member:…}: the kind of actor; who exactly is in the audit log. */
    private static String by(String actor, Words words) {
        int colon = actor.indexOf(':');
        return words.name("actor", colon < 0 ? actor : actor.substring(0, colon));
    }

    private static List<PolicyView.Kind> kinds(PolicyKind current, Words words) {
        return Arrays.stream(PolicyKind.values())
                .map(kind ->
                        new PolicyView.Kind(
                                kind.pathName(),
                                words.say("policy.kind." + kind.pathName()),
                                kind == current))
                .toList();
    }

    /** What waits, and what could not be done. */
    private static boolean matters(ScheduledPublish each) {
        return each.end() == null || each.end() instanceof ScheduledPublish.End.Failed;
    }

    private static PolicyView.Waiting waiting(ScheduledPublish each, Words words) {
        return new PolicyView.Waiting(
                each.id().toString(),
                words.when(each.at()),
                each.comment(),
                each.end() == null,
                each.end() instanceof ScheduledPublish.End.Failed failed ? failed.because() : null);
    }
}
