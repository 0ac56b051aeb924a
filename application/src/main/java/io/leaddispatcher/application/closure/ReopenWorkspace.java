package io.leaddispatcher.application.closure;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.closure.port.WorkspaceDeletions;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** An owner opens a closed workspace again; what waited in it goes on. */
@UseCase
public final class ReopenWorkspace {

    public record Command(Caller caller) {}

    /** What can come of it. */
    public sealed interface Outcome {
        record Open() implements Outcome {}

        /** It is open, or its deletion has begun. */
        record NotPossible() implements Outcome {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(ReopenWorkspace.class);

    private final WorkspaceDeletions deletions;
    private final ClosedWorkspaces closedWorkspaces;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;

    public ReopenWorkspace(
            WorkspaceDeletions deletions,
            ClosedWorkspaces closedWorkspaces,
            AuditTrail trail,
            UnitOfWork unitOfWork) {
        this.deletions = deletions;
        this.closedWorkspaces = closedWorkspaces;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
    }

    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            Caller caller = command.caller();
            caller.require(Permission.OWN);
            return unitOfWork
                    .run(
                            caller.tenant(),
                            deletions
                                    .reopen(caller.tenant())
                                    .flatMap(open ->
                                            open
                                                    ? trail.append(caller.tenant(), entry(caller))
                                                            .thenReturn(true)
                                                    : Mono.just(false)))
                    .doOnSuccess(_ -> closedWorkspaces.forget())
                    .map(open -> {
                        if (!open) {
                            return new Outcome.NotPossible();
                        }
                        LOG.info("workspace {} was opened again", caller.tenant());
                        return new Outcome.Open();
                    });
        });
    }

    private static AuditEntry entry(Caller caller) {
        return AuditEntry.by(
                caller.actor(), AuditAction.WORKSPACE_REOPENED, "workspace:" + caller.tenant());
    }
}
