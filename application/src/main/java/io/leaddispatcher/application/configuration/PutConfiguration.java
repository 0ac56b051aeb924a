package io.leaddispatcher.application.configuration;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.Changes;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.port.ActivePolicies;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Puts a whole configuration document under its key. The same again changes nothing, not even the
 * version.
 */
@UseCase
public final class PutConfiguration {

    private final ConfigurationDocuments documents;
    private final Dependents dependents;
    private final Departures departures;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;

    public PutConfiguration(
            ConfigurationDocuments documents,
            ActivePolicies policies,
            Departures departures,
            AuditTrail trail,
            UnitOfWork unitOfWork) {
        this.documents = documents;
        this.dependents = new Dependents(documents, policies);
        this.departures = departures;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
    }

    public record Command(
            Caller caller,
            ConfigurationKind kind,
            String key,
            Map<String, ?> document,
            Precondition precondition) {}

    public sealed interface Outcome {
        record Created(StoredDocument document) implements Outcome {}

        /** Also when it was the same already. */
        record Changed(StoredDocument document) implements Outcome {}

        /** The precondition does not hold. */
        record Stale() implements Outcome {}

        /** Others rest on what would change. */
        record Needed(List<Dependent> dependents) implements Outcome {
            public Needed {
                dependents = List.copyOf(dependents);
            }
        }
    }

    /** Fails with {@link InvalidInputException} when the document is wrong. */
    public Mono<Outcome> handle(Command command) {
        command.caller().require(Permission.CONFIGURE);
        if (!Key.isValid(command.key())) {
            throw new InvalidInputException(
                    "", Violation.Code.MALFORMED, "the key in the path " + Key.ALLOWED);
        }
        TenantId tenant = command.caller().tenant();
        return unitOfWork.run(
                tenant,
                documents
                        .lock(tenant)
                        .then(
                                documents
                                        .find(tenant, command.kind(), command.key())
                                        .map(Optional::of)
                                        .defaultIfEmpty(Optional.empty()))
                        .flatMap(stored -> put(command, stored)));
    }

    private Mono<Outcome> put(Command command, Optional<StoredDocument> stored) {
        if (!command.precondition().holds(stored.map(StoredDocument::version))) {
            return Mono.just(new Outcome.Stale());
        }
        Map<String, Object> document = new LinkedHashMap<>(command.document());
        document.keySet().removeAll(command.kind().readOnly());
        TenantId tenant = command.caller().tenant();
        ConfigurationKind kind = command.kind();
        return KnownConfiguration.load(
                        documents, tenant, DocumentValidation.accountsNamedBy(kind, document))
                .flatMap(known -> {
                    Exposure.check(
                            command.caller(),
                            known,
                            kind,
                            command.key(),
                            stored.map(StoredDocument::document).orElse(null),
                            document);
                    List<Violation> violations =
                            violations(command, stored.orElse(null), document, known);
                    if (!violations.isEmpty()) {
                        return Mono.error(new InvalidInputException(violations));
                    }
                    if (stored.isPresent() && stored.get().document().equals(document)) {
                        return Mono.just(new Outcome.Changed(stored.get()));
                    }
                    return dependents
                            .brokenBy(tenant, kind, command.key(), document, known)
                            .flatMap(broken ->
                                    broken.isEmpty()
                                            ? save(command, document, stored.orElse(null))
                                            : Mono.just(new Outcome.Needed(broken)));
                });
    }

    private static List<Violation> violations(
            Command command,
            @Nullable StoredDocument stored,
            Map<String, ?> document,
            KnownConfiguration known) {
        List<Violation> violations =
                DocumentValidation.of(command.kind(), command.key(), document, known);
        return violations.isEmpty()
                ? SavingLimits.of(
                        command.kind(), stored == null ? null : stored.document(), document)
                : violations;
    }

    private Mono<Outcome> save(
            Command command, Map<String, ?> document, @Nullable StoredDocument before) {
        TenantId tenant = command.caller().tenant();
        Mono<Long> advance =
                command.kind() == ConfigurationKind.ACCOUNT
                        ? documents.advanceLookUps(tenant)
                        : documents.advance(tenant);
        return departures
                .of(tenant, Departures.by(command.kind(), command.key(), document))
                .then(advance)
                .flatMap(version -> {
                    StoredDocument next = new StoredDocument(command.key(), document, version);
                    return documents
                            .save(tenant, command.kind(), next)
                            .then(trail.append(tenant, entry(command, before, document)))
                            .thenReturn(
                                    before == null
                                            ? new Outcome.Created(next)
                                            : new Outcome.Changed(next));
                });
    }

    private static AuditEntry entry(
            Command command, @Nullable StoredDocument before, Map<String, ?> after) {
        return AuditEntry.by(
                command.caller().actor(),
                before == null
                        ? AuditAction.CONFIGURATION_CREATED
                        : AuditAction.CONFIGURATION_CHANGED,
                command.kind().target(command.key()),
                Changes.between(before == null ? Map.of() : before.document(), after));
    }
}
