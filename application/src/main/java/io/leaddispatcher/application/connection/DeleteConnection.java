package io.leaddispatcher.application.connection;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.Changes;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.Precondition;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Deletes a connection with its secrets, and what only its account meant by it; its hook answers as
 * unknown from then on.
 */
@UseCase
public final class DeleteConnection {

    private final Connections connections;
    private final ConfigurationDocuments configuration;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;

    public DeleteConnection(
            Connections connections,
            ConfigurationDocuments configuration,
            AuditTrail trail,
            UnitOfWork unitOfWork) {
        this.connections = connections;
        this.configuration = configuration;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
    }

    public record Command(Caller caller, ConnectionKey key, Precondition precondition) {}

    public sealed interface Outcome {
        record Deleted() implements Outcome {}

        record Unknown() implements Outcome {}

        /** The precondition does not hold. */
        record Stale() implements Outcome {}
    }

    public Mono<Outcome> handle(Command command) {
        command.caller().require(Permission.CONNECT);
        // They go with it.
        command.caller().require(Permission.KEEP_SECRETS);
        TenantId tenant = command.caller().tenant();
        return unitOfWork.run(
                tenant,
                configuration
                        .lock(tenant)
                        .then(connections.find(tenant, command.key()))
                        .flatMap(stored ->
                                command.precondition().holds(Optional.of(stored.version()))
                                        ? new FormerAccount(connections)
                                                .forget(tenant, stored)
                                                .then(connections.delete(tenant, command.key()))
                                                .then(trail.append(tenant, entry(command, stored)))
                                                .<Outcome>thenReturn(new Outcome.Deleted())
                                        : Mono.just(new Outcome.Stale()))
                        .defaultIfEmpty(new Outcome.Unknown()));
    }

    private static AuditEntry entry(Command command, StoredConnection before) {
        return AuditEntry.by(
                command.caller().actor(),
                AuditAction.CONNECTION_DELETED,
                "connection:" + command.key().value(),
                Changes.between(before.withoutSecrets(), Map.of()));
    }
}
