package io.leaddispatcher.application.workspace;

import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The workspaces of an installation in a map. */
public final class InMemoryWorkspaces implements Workspaces {

    private final Map<TenantId, Workspace> workspaces = new LinkedHashMap<>();

    @Override
    public Mono<TenantId> find(String slug) {
        return Flux.defer(() -> Flux.fromIterable(List.copyOf(workspaces.values())))
                .filter(each -> each.slug().equals(slug))
                .map(Workspace::tenant)
                .next();
    }

    @Override
    public Flux<TenantId> all() {
        return Flux.defer(() -> Flux.fromIterable(List.copyOf(workspaces.keySet())));
    }

    @Override
    public Mono<Workspace> show(TenantId tenant) {
        return Mono.fromSupplier(() -> workspaces.get(tenant));
    }

    @Override
    public Mono<Void> describe(TenantId tenant, String name, ZoneId zone) {
        return Mono.fromRunnable(() ->
                workspaces.computeIfPresent(
                        tenant,
                        (_, each) -> new Workspace(tenant, each.slug(), name, zone, each.demo())));
    }

    @Override
    public Mono<Void> create(Workspace workspace, Instant at) {
        return Mono.fromRunnable(() -> workspaces.put(workspace.tenant(), workspace));
    }
}
