package io.leaddispatcher.application.closure;

import io.leaddispatcher.application.closure.port.WorkspaceDeletions;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Workspaces without rows: whatever is claimed is empty. */
public final class InMemoryWorkspaceDeletions implements WorkspaceDeletions {

    private final Map<TenantId, Closed> closed = new ConcurrentHashMap<>();

    /** For doors that are not asked about closed workspaces. */
    public static ClosedWorkspaces nothingClosed() {
        return new ClosedWorkspaces(new InMemoryWorkspaceDeletions());
    }

    /** For a door to a workspace that is closed. */
    public static ClosedWorkspaces closed(TenantId tenant, Instant dueAt) {
        var deletions = new InMemoryWorkspaceDeletions();
        deletions.closed.put(tenant, new Closed(tenant, dueAt, false));
        return new ClosedWorkspaces(deletions);
    }

    @Override
    public Flux<Closed> all() {
        return Flux.defer(() -> Flux.fromIterable(closed.values()));
    }

    @Override
    public Mono<Contents> contents(TenantId tenant) {
        return Mono.just(new Contents(0, 0, 0, 0, 0));
    }

    @Override
    public Mono<Boolean> close(TenantId tenant, UUID except, Instant at, Instant dueAt) {
        return Mono.fromSupplier(
                () -> closed.putIfAbsent(tenant, new Closed(tenant, dueAt, false)) == null);
    }

    @Override
    public Mono<Boolean> reopen(TenantId tenant) {
        return Mono.fromSupplier(() -> closed.remove(tenant) != null);
    }

    @Override
    public Mono<TenantId> claim(Duration hold) {
        return Mono.defer(() -> Mono.justOrEmpty(closed.keySet().stream().findFirst()));
    }

    @Override
    public Mono<Long> deleteSome(TenantId tenant, int atMost, Duration hold) {
        return Mono.just(0L);
    }

    @Override
    public Mono<Long> finish(TenantId tenant) {
        return reopen(tenant).map(_ -> 0L);
    }
}
