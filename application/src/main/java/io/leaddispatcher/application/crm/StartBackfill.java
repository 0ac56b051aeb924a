package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.connection.StoredConnection;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.crm.port.CrmMirrors;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Begins to mirror the companies of a CRM. One that goes on is left to go on. */
@UseCase
public final class StartBackfill {

    private final Connections connections;
    private final CrmMirrors mirrors;
    private final Crms crms;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public StartBackfill(
            Connections connections,
            CrmMirrors mirrors,
            Crms crms,
            AuditTrail trail,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.connections = connections;
        this.mirrors = mirrors;
        this.crms = crms;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    public record Command(Caller caller, ConnectionKey key) {}

    public sealed interface Outcome {
        /** It was begun, or goes on from where it is. */
        record Going(MirrorState state) implements Outcome {}

        record Unknown() implements Outcome {}

        /** It is off, or is to nothing that has companies. */
        record NoCrm() implements Outcome {}
    }

    public Mono<Outcome> handle(Command command) {
        command.caller().require(Permission.CONNECT);
        TenantId tenant = command.caller().tenant();
        return unitOfWork.run(
                tenant,
                connections
                        .find(tenant, command.key())
                        .flatMap(connection -> start(command, connection))
                        .defaultIfEmpty(new Outcome.Unknown()));
    }

    private Mono<Outcome> start(Command command, StoredConnection connection) {
        if (!connection.active() || crms.of(connection.type().word()).isEmpty()) {
            return Mono.just(new Outcome.NoCrm());
        }
        TenantId tenant = command.caller().tenant();
        Instant now = clock.instant();
        return mirrors.find(tenant, command.key())
                .filter(state -> state.phase() == MirrorState.Phase.ALL)
                .flatMap(state ->
                        state.error() == null
                                ? Mono.just(state)
                                : mirrors.wake(tenant, command.key(), now).thenReturn(state))
                .switchIfEmpty(
                        Mono.defer(() ->
                                mirrors.start(tenant, command.key(), now)
                                        .then(
                                                trail.append(
                                                        tenant,
                                                        AuditEntry.by(
                                                                command.caller().actor(),
                                                                AuditAction.BACKFILL_STARTED,
                                                                "connection:" + command.key(),
                                                                Map.of())))
                                        .thenReturn(MirrorState.begun(now))))
                .map(Outcome.Going::new);
    }
}
