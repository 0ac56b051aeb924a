package io.leaddispatcher.application.closure;

import io.leaddispatcher.application.closure.port.WorkspaceDeletions;
import io.leaddispatcher.application.closure.port.WorkspaceDeletions.Closed;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;

/**
 * Which workspaces are closed, for every door to ask. There are few, so each node remembers all of
 * them, for a second.
 */
public final class ClosedWorkspaces {

    private static final Duration MEMORY = Duration.ofSeconds(1);

    private final WorkspaceDeletions deletions;
    private final AtomicReference<Mono<Map<TenantId, Closed>>> known;

    public ClosedWorkspaces(WorkspaceDeletions deletions) {
        this.deletions = deletions;
        this.known = new AtomicReference<>(look());
    }

    private Mono<Map<TenantId, Closed>> look() {
        return deletions
                .all()
                .collectMap(Closed::tenant)
                .cache(_ -> MEMORY, _ -> Duration.ZERO, () -> Duration.ZERO);
    }

    /** Empty when it is open. */
    public Mono<Closed> find(TenantId tenant) {
        return Mono.defer(known::get).mapNotNull(closed -> closed.get(tenant));
    }

    /** Fails with {@link WorkspaceClosedException} when it is closed. */
    public Mono<Void> refuse(TenantId tenant) {
        return find(tenant)
                .flatMap(closed -> Mono.error(new WorkspaceClosedException(closed.dueAt())));
    }

    /** Something has changed on this node. */
    void forget() {
        known.set(look());
    }
}
