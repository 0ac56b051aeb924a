package io.leaddispatcher.application.configuration;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.Changes;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.port.ActivePolicies;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Many documents put at once: each is checked against what there will be when all are there. Called
 * under the lock of the configuration.
 */
public final class DocumentBatch {

    private final ConfigurationDocuments documents;
    private final Dependents dependents;
    private final AuditTrail trail;

    public DocumentBatch(
            ConfigurationDocuments documents, ActivePolicies policies, AuditTrail trail) {
        this.documents = documents;
        this.dependents = new Dependents(documents, policies);
        this.trail = trail;
    }

    /**
     * A document that is new, or not what it was.
     *
     * @param before null for a new one
     */
    public record Change(
            ConfigurationKind kind,
            String key,
            @Nullable Map<String, ?> before,
            Map<String, ?> after) {}

    /**
     * What would change. Fails with {@link InvalidInputException} when a document or policy is
     * wrong, or would break one that stays; the pointers begin with section and key.
     */
    public Mono<List<Change>> check(
            TenantId tenant,
            Map<ConfigurationKind, SortedMap<String, Map<String, ?>>> wanted,
            Map<PolicyKind, Map<String, ?>> policies) {
        return KnownConfiguration.load(documents, tenant, accountsNamedBy(wanted))
                .flatMap(now -> {
                    KnownConfiguration then = now.with(wanted);
                    List<Violation> violations = violations(wanted, policies, then);
                    return violations.isEmpty()
                            ? dependents
                                    .brokenBy(tenant, wanted, policies.keySet(), now, then)
                                    .map(DocumentBatch::conflict)
                                    .collectList()
                            : Mono.just(violations);
                })
                .flatMap(violations ->
                        violations.isEmpty()
                                ? changes(tenant, wanted)
                                : Mono.error(new InvalidInputException(violations)))
                .flatMap(DocumentBatch::withinLimits);
    }

    private static Set<String> accountsNamedBy(
            Map<ConfigurationKind, SortedMap<String, Map<String, ?>>> wanted) {
        Set<String> accounts = new HashSet<>();
        wanted.forEach((kind, section) ->
                section.values()
                        .forEach(document ->
                                accounts.addAll(
                                        DocumentValidation.accountsNamedBy(kind, document))));
        return accounts;
    }

    private static List<Violation> violations(
            Map<ConfigurationKind, SortedMap<String, Map<String, ?>>> wanted,
            Map<PolicyKind, Map<String, ?>> policies,
            KnownConfiguration known) {
        Stream<Violation> ofDocuments =
                wanted.entrySet().stream()
                        .flatMap(section ->
                                section.getValue().entrySet().stream()
                                        .flatMap(each ->
                                                violations(
                                                        section.getKey(),
                                                        each.getKey(),
                                                        each.getValue(),
                                                        known)));
        Stream<Violation> ofPolicies =
                policies.entrySet().stream()
                        .flatMap(each ->
                                DocumentValidation.policyToSave(each.getValue(), known).stream()
                                        .map(violation ->
                                                below(
                                                        "/policies/" + each.getKey().pathName(),
                                                        violation)));
        return Stream.concat(ofDocuments, ofPolicies).limit(Violations.MOST).toList();
    }

    private static Stream<Violation> violations(
            ConfigurationKind kind, String key, Map<String, ?> document, KnownConfiguration known) {
        return DocumentValidation.of(kind, key, document, known).stream()
                .map(violation -> below(kind, key, violation));
    }

    private static Violation below(ConfigurationKind kind, String key, Violation violation) {
        return below("/" + kind.pathName() + "/" + key, violation);
    }

    private static Violation below(String pointer, Violation violation) {
        return new Violation(
                pointer + violation.pointer(),
                violation.code(),
                violation.message(),
                violation.ruleId());
    }

    private static Violation conflict(Dependent broken) {
        return new Violation(
                "",
                Violation.Code.CONFLICT,
                "this would break %s: %s".formatted(broken.what(), broken.violation().message()));
    }

    private static Mono<List<Change>> withinLimits(List<Change> changes) {
        List<Violation> violations =
                changes.stream()
                        .flatMap(change ->
                                SavingLimits.of(change.kind(), change.before(), change.after())
                                        .stream()
                                        .map(each -> below(change.kind(), change.key(), each)))
                        .limit(Violations.MOST)
                        .toList();
        return violations.isEmpty()
                ? Mono.just(changes)
                : Mono.error(new InvalidInputException(violations));
    }

    private Mono<List<Change>> changes(
            TenantId tenant, Map<ConfigurationKind, SortedMap<String, Map<String, ?>>> wanted) {
        return Flux.fromIterable(wanted.entrySet())
                .concatMap(section ->
                        documents
                                .all(tenant, section.getKey())
                                .filter(each -> section.getValue().containsKey(each.key()))
                                .<Map<String, Map<String, ?>>>collect(
                                        HashMap::new,
                                        (found, each) -> found.put(each.key(), each.document()))
                                .flatMapIterable(stored ->
                                        changes(section.getKey(), section.getValue(), stored)))
                .collectList();
    }

    private static List<Change> changes(
            ConfigurationKind kind,
            SortedMap<String, Map<String, ?>> wanted,
            Map<String, Map<String, ?>> stored) {
        List<Change> changes = new ArrayList<>();
        wanted.forEach((key, document) -> {
            Map<String, ?> before = stored.get(key);
            if (!document.equals(before)) {
                changes.add(new Change(kind, key, before, document));
            }
        });
        return changes;
    }

    /** Keeps them, and tells of each in the audit log. */
    public Mono<Void> save(Caller caller, List<Change> changes) {
        return checkExposure(caller, changes).then(Mono.defer(() -> saveChecked(caller, changes)));
    }

    private Mono<Void> checkExposure(Caller caller, List<Change> changes) {
        return Exposure.concerns(caller)
                        && changes.stream().map(Change::kind).anyMatch(Exposure::isAbout)
                ? KnownConfiguration.load(documents, caller.tenant(), Set.of())
                        .doOnNext(known ->
                                changes.forEach(each ->
                                        Exposure.check(
                                                caller,
                                                known,
                                                each.kind(),
                                                each.key(),
                                                each.before(),
                                                each.after())))
                        .then()
                : Mono.empty();
    }

    private Mono<Void> saveChecked(Caller caller, List<Change> changes) {
        return save(caller, changes, documents.advance(caller.tenant()), false)
                .then(save(caller, changes, documents.advanceLookUps(caller.tenant()), true));
    }

    private Mono<Void> save(
            Caller caller, List<Change> changes, Mono<Long> advance, boolean lookedUp) {
        List<Change> mine =
                changes.stream()
                        .filter(each -> each.kind() == ConfigurationKind.ACCOUNT == lookedUp)
                        .toList();
        return mine.isEmpty()
                ? Mono.empty()
                : advance.flatMapMany(version ->
                                Flux.fromIterable(mine)
                                        .concatMap(change -> save(caller, change, version)))
                        .then();
    }

    private Mono<Void> save(Caller caller, Change change, long version) {
        Map<String, ?> before = change.before();
        return documents
                .save(
                        caller.tenant(),
                        change.kind(),
                        new StoredDocument(change.key(), change.after(), version))
                .then(
                        trail.append(
                                caller.tenant(),
                                AuditEntry.by(
                                        caller.actor(),
                                        before == null
                                                ? AuditAction.CONFIGURATION_CREATED
                                                : AuditAction.CONFIGURATION_CHANGED,
                                        change.kind().target(change.key()),
                                        Changes.between(
                                                before == null ? Map.of() : before,
                                                change.after()))));
    }
}
