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
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Deletes a configuration document that nothing needs, and in which no lead waits. */
@UseCase
public final class DeleteConfiguration {

    private final ConfigurationDocuments documents;
    private final Dependents dependents;
    private final Departures departures;
    private final Occupants occupants;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;

    public DeleteConfiguration(
            ConfigurationDocuments documents,
            ActivePolicies policies,
            Departures departures,
            Occupants occupants,
            AuditTrail trail,
            UnitOfWork unitOfWork) {
        this.documents = documents;
        this.dependents = new Dependents(documents, policies);
        this.departures = departures;
        this.occupants = occupants;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
    }

    public record Command(
            Caller caller, ConfigurationKind kind, String key, Precondition precondition) {}

    public sealed interface Outcome {
        record Deleted() implements Outcome {}

        record Unknown() implements Outcome {}

        /** The precondition does not hold. */
        record Stale() implements Outcome {}

        /** The active policy or other documents refer to it. */
        record Needed(List<Dependent> dependents) implements Outcome {
            public Needed {
                dependents = List.copyOf(dependents);
            }
        }

        /** Leads wait in it. */
        record Occupied(long leads) implements Outcome {}
    }

    public Mono<Outcome> handle(Command command) {
        command.caller().require(Permission.CONFIGURE);
        TenantId tenant = command.caller().tenant();
        return unitOfWork.run(
                tenant,
                documents
                        .lock(tenant)
                        .then(documents.find(tenant, command.kind(), command.key()))
                        .flatMap(stored -> delete(command, stored))
                        .defaultIfEmpty(new Outcome.Unknown()));
    }

    private Mono<Outcome> delete(Command command, StoredDocument stored) {
        if (!command.precondition().holds(Optional.of(stored.version()))) {
            return Mono.just(new Outcome.Stale());
        }
        return checkExposure(command, stored)
                .then(
                        Mono.defer(() ->
                                dependents.needing(
                                        command.caller().tenant(), command.kind(), command.key())))
                .flatMap(needing ->
                        needing.isEmpty()
                                ? removeEmpty(command, stored)
                                : Mono.just(new Outcome.Needed(needing)));
    }

    private Mono<Void> checkExposure(Command command, StoredDocument stored) {
        return Exposure.concerns(command.caller()) && Exposure.isAbout(command.kind())
                ? KnownConfiguration.load(documents, command.caller().tenant(), Set.of())
                        .doOnNext(known ->
                                Exposure.check(
                                        command.caller(),
                                        known,
                                        command.kind(),
                                        command.key(),
                                        stored.document(),
                                        Map.of()))
                        .then()
                : Mono.empty();
    }

    private Mono<Outcome> removeEmpty(Command command, StoredDocument stored) {
        return command.kind() == ConfigurationKind.QUEUE
                ? occupants
                        .of(command.caller().tenant(), new QueueKey(command.key()))
                        .flatMap(leads ->
                                leads == 0
                                        ? remove(command, stored)
                                        : Mono.just(new Outcome.Occupied(leads)))
                : remove(command, stored);
    }

    private Mono<Outcome> remove(Command command, StoredDocument stored) {
        TenantId tenant = command.caller().tenant();
        Mono<Long> advance =
                command.kind() == ConfigurationKind.ACCOUNT
                        ? documents.advanceLookUps(tenant)
                        : documents.advance(tenant);
        return departures
                .of(tenant, Departures.by(command.kind(), command.key(), null))
                .then(advance)
                .then(documents.delete(tenant, command.kind(), command.key()))
                .then(
                        trail.append(
                                tenant,
                                AuditEntry.by(
                                        command.caller().actor(),
                                        AuditAction.CONFIGURATION_DELETED,
                                        command.kind().target(command.key()),
                                        Changes.between(stored.document(), Map.of()))))
                .thenReturn(new Outcome.Deleted());
    }
}
