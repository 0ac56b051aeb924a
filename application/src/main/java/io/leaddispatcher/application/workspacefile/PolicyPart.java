package io.leaddispatcher.application.workspacefile;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.Exposure;
import io.leaddispatcher.application.configuration.KnownConfiguration;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.configuration.SensitiveConditions;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.policy.PolicyVersion;
import io.leaddispatcher.application.policy.Publication;
import io.leaddispatcher.application.policy.port.Policies;
import io.leaddispatcher.application.workspacefile.ImportWorkspace.Change;
import io.leaddispatcher.domain.phrase.Phrase;
import io.leaddispatcher.domain.policy.PolicyDiff;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The active policies: one of the file that is another one becomes the next version. */
record PolicyPart(
        ConfigurationDocuments documents,
        Policies policies,
        Publication publication,
        InstantSource clock)
        implements FilePart {

    private static final String COMMENT = "Imported";

    /** A policy of the file that is not the active one. */
    private record NextVersion(
            PolicyKind kind, int version, Map<String, ?> before, Map<String, ?> document) {}

    @Override
    public Mono<Step> plan(Incoming incoming) {
        return Flux.fromIterable(incoming.file().policies().entrySet())
                .concatMap(wanted -> next(incoming.tenant(), wanted.getKey(), wanted.getValue()))
                .collectList()
                .delayUntil(publications -> checkConditions(incoming.caller(), publications))
                .map(publications ->
                        Step.changing(
                                publications.stream().flatMap(each -> told(each).stream()).toList(),
                                Flux.fromIterable(publications)
                                        .concatMap(each -> publish(incoming.caller(), each))
                                        .thenMany(Flux.empty())));
    }

    private Mono<NextVersion> next(TenantId tenant, PolicyKind kind, Map<String, ?> document) {
        return policies.active(tenant, kind)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(active ->
                        new NextVersion(
                                kind,
                                active.map(PolicyVersion::version).orElse(0) + 1,
                                active.<Map<String, ?>>map(PolicyVersion::document)
                                        .orElse(Map.of()),
                                document))
                .filter(next -> !next.before().equals(document));
    }

    /** Before fields that the file makes sensitive are so: nothing is said in them yet. */
    private Mono<Void> checkConditions(Caller caller, List<NextVersion> publications) {
        return Exposure.concerns(caller) && !publications.isEmpty()
                ? KnownConfiguration.load(documents, caller.tenant(), Set.of())
                        .doOnNext(known ->
                                publications.forEach(each ->
                                        SensitiveConditions.check(
                                                caller,
                                                known,
                                                List.of(each.before()),
                                                each.document())))
                        .then()
                : Mono.empty();
    }

    private static List<Change> told(NextVersion next) {
        String path = "/%s/%s".formatted(WorkspaceFile.POLICIES, next.kind().pathName());
        Phrase name = Phrase.of("import.policy", "Policy %s", Phrase.name(next.kind().pathName()));
        List<Change> told =
                PolicyDiff.between(next.before(), next.document()).stream()
                        .map(change ->
                                new Change(
                                        path + change.path(),
                                        ChangePhrases.about(name, change.said())))
                        .toList();
        // Such as another property that means nothing to the routing.
        return told.isEmpty() ? List.of(new Change(path, ChangePhrases.changed(name))) : told;
    }

    private Mono<Void> publish(Caller caller, NextVersion next) {
        return publication
                .publishChecked(
                        caller.tenant(),
                        caller.actor(),
                        next.kind(),
                        new PolicyVersion(
                                next.version(),
                                next.document(),
                                COMMENT,
                                clock.instant(),
                                caller.actor().label()),
                        Map.of())
                .then();
    }
}
