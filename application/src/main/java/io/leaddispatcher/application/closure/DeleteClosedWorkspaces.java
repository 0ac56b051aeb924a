package io.leaddispatcher.application.closure;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.closure.port.WorkspaceDeletions;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Deletes the workspaces whose time of grace is over, in small steps, each of which is a
 * transaction. A node that dies in between is followed by another one, which goes on where it was.
 */
@UseCase
public final class DeleteClosedWorkspaces {

    /** Longer than any step takes. */
    private static final Duration HOLD = Duration.ofMinutes(1);

    private static final int STEP = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(DeleteClosedWorkspaces.class);

    private final WorkspaceDeletions deletions;
    private final UnitOfWork unitOfWork;

    public DeleteClosedWorkspaces(WorkspaceDeletions deletions, UnitOfWork unitOfWork) {
        this.deletions = deletions;
        this.unitOfWork = unitOfWork;
    }

    /** Completes when none is due that no other node is at. */
    public Mono<Void> handle() {
        return Mono.defer(() -> deletions.claim(HOLD))
                .flatMap(tenant -> delete(tenant).thenReturn(true))
                .defaultIfEmpty(false)
                .repeat()
                .takeUntil(more -> !more)
                .then();
    }

    private Mono<Void> delete(TenantId tenant) {
        return Mono.defer(() -> unitOfWork.run(tenant, deletions.deleteSome(tenant, STEP, HOLD)))
                .repeat()
                .takeUntil(gone -> gone == 0)
                .then(Mono.defer(() -> unitOfWork.run(tenant, deletions.finish(tenant))))
                .doOnNext(rows -> LOG.info("workspace {} was deleted, {} rows", tenant, rows))
                .onErrorResume(error -> {
                    LOG.error("workspace {} is not deleted yet; it goes on later", tenant, error);
                    return Mono.empty();
                })
                .then();
    }
}
