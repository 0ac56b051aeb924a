package io.leaddispatcher.web.policy;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.auditlog.NameActors;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.policy.DiffPolicies;
import io.leaddispatcher.application.policy.ListPolicyVersions;
import io.leaddispatcher.application.policy.ListScheduledPublishes;
import io.leaddispatcher.application.policy.PolicyVersion;
import io.leaddispatcher.application.policy.ScheduledPublish;
import io.leaddispatcher.application.policy.ShowActiveVersion;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.policy.PolicyDiff;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The builder of a policy, and what it was before. */
@Controller
final class PolicyPage {

    private static final int VERSIONS = 20;

    private final ShowActiveVersion showActive;
    private final ListPolicyVersions listVersions;
    private final ListScheduledPublishes listScheduled;
    private final DiffPolicies diff;
    private final NameActors nameActors;
    private final PolicyChoices choices;
    private final Wording wording;

    PolicyPage(
            ShowActiveVersion showActive,
            ListPolicyVersions listVersions,
            ListScheduledPublishes listScheduled,
            DiffPolicies diff,
            NameActors nameActors,
            PolicyChoices choices,
            Wording wording) {
        this.showActive = showActive;
        this.listVersions = listVersions;
        this.listScheduled = listScheduled;
        this.diff = diff;
        this.nameActors = nameActors;
        this.choices = choices;
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
        return showActive
                .handle(new ShowActiveVersion.Query(caller, policy))
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
                                PolicyNotes.before(note, found.getT1()),
                                waiting(found.getT2(), words)))
                .map(page -> Rendering.view("policy/policy").modelAttribute("page", page).build());
    }

    @GetMapping("/policy/history")
    Mono<Rendering> history(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "kind", defaultValue = "lead") String kind,
            @RequestParam(name = "before", required = false) @Nullable String before,
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "to", required = false) @Nullable String to,
            @RequestParam(name = "note", required = false) @Nullable String note,
            Locale locale) {
        var words = wording.in(locale);
        var caller = who.caller();
        var policy = PolicyNotes.kind(kind);
        int below =
                before != null && before.matches("[0-9]{1,9}")
                        ? Integer.parseInt(before)
                        : Integer.MAX_VALUE;
        return Mono.zip(
                        showActive.handle(new ShowActiveVersion.Query(caller, policy)),
                        // One more: a version is told by what it changed of the one before.
                        listVersions.handle(
                                new ListPolicyVersions.Query(caller, policy, below, VERSIONS + 1)),
                        choices.of(caller),
                        nameActors.handle(new NameActors.Query(caller)),
                        listScheduled.handle(new ListScheduledPublishes.Query(caller, policy)))
                .zipWhen(found ->
                        differences(
                                caller, policy, ComparisonView.Wish.of(from, to, found.getT1())))
                .map(all -> {
                    var found = all.getT1();
                    var versions = found.getT2().items();
                    var policyWords =
                            new PolicyWords(found.getT3().names(), found.getT3().words(words));
                    List<HistoryView.Row> rows = new ArrayList<>();
                    for (int i = 0; i < Math.min(VERSIONS, versions.size()); i++) {
                        rows.add(
                                row(
                                        versions.get(i),
                                        i + 1 < versions.size() ? versions.get(i + 1) : null,
                                        found.getT1(),
                                        found.getT4(),
                                        policyWords));
                    }
                    return new HistoryView(
                            policy.pathName(),
                            caller.actor().may(Permission.CONFIGURE),
                            found.getT1(),
                            PolicyNotes.text(note, words),
                            PolicyNotes.tone(note),
                            PolicyNotes.before(note, found.getT1()),
                            // On the first page, where what is newest stands.
                            before == null ? waiting(found.getT5(), words) : List.of(),
                            rows,
                            ComparisonView.of(
                                    ComparisonView.Wish.of(from, to, found.getT1()),
                                    found.getT1(),
                                    versions,
                                    all.getT2()
                                            .map(changes -> said(changes, policyWords))
                                            .orElse(null),
                                    words),
                            versions.size() > VERSIONS
                                    ? Integer.toString(rows.getLast().version())
                                    : null);
                })
                .map(page -> Rendering.view("policy/history").modelAttribute("page", page).build());
    }

    private static HistoryView.Row row(
            PolicyVersion version,
            @Nullable PolicyVersion before,
            int active,
            Map<String, String> actors,
            PolicyWords words) {
        return new HistoryView.Row(
                version.version(),
                version.version() == active,
                version.comment(),
                words.words().actor(version.publishedBy(), actors.get(version.publishedBy())),
                words.words().when(version.publishedAt()),
                before == null
                        ? List.of()
                        : said(PolicyDiff.between(before.document(), version.document()), words));
    }

    private static List<String> said(List<PolicyDiff.Change> changes, PolicyWords words) {
        return changes.stream().map(PolicyDiff.Change::said).map(words::say).toList();
    }

    /** Empty when nobody wants to see any. */
    private Mono<Optional<List<PolicyDiff.Change>>> differences(
            Caller caller, PolicyKind policy, ComparisonView.Wish wish) {
        return wish.asked()
                ? diff.handle(new DiffPolicies.Query(caller, policy, wish.from(), wish.to()))
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                : Mono.just(Optional.empty());
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

    private static List<PolicyView.Waiting> waiting(List<ScheduledPublish> all, Words words) {
        return all.stream().filter(PolicyPage::matters).map(each -> waiting(each, words)).toList();
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
                each.end() instanceof ScheduledPublish.End.Failed failed
                        ? PublishFailure.of(failed.because(), words)
                        : null);
    }
}
