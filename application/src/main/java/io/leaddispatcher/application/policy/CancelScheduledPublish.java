package io.leaddispatcher.application.policy;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.policy.port.PublishSchedules;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Has a draft not published that was to be. */
@UseCase
public final class CancelScheduledPublish {

    private final PublishSchedules schedules;
    private final ConfigurationDocuments documents;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public CancelScheduledPublish(
            PublishSchedules schedules,
            ConfigurationDocuments documents,
            AuditTrail trail,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.schedules = schedules;
        this.documents = documents;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    public record Command(Caller caller, PolicyKind kind, UUID id) {}

    /** False when none of this id waits. */
    public Mono<Boolean> handle(Command command) {
        command.caller().require(Permission.CONFIGURE);
        TenantId tenant = command.caller().tenant();
        return unitOfWork.run(
                tenant,
                documents
                        .lock(tenant)
                        .then(schedules.claim(tenant, command.kind(), command.id()))
                        .flatMap(waiting -> cancel(command, waiting))
                        .hasElement());
    }

    private Mono<ScheduledPublish> cancel(Command command, ScheduledPublish waiting) {
        Caller caller = command.caller();
        return schedules
                .end(
                        caller.tenant(),
                        waiting.ended(new ScheduledPublish.End.Cancelled(clock.instant())))
                .then(
                        trail.append(
                                caller.tenant(),
                                AuditEntry.by(
                                        caller.actor(),
                                        AuditAction.POLICY_SCHEDULE_CANCELLED,
                                        waiting.kind().target(),
                                        Map.of(
                                                "schedule", waiting.id().toString(),
                                                "at", waiting.at().toString(),
                                                "comment", waiting.comment()))))
                .thenReturn(waiting);
    }
}
