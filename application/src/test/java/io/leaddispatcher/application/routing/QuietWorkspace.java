package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.ZoneId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One workspace in Berlin to which nothing happens. */
public final class QuietWorkspace {

    private QuietWorkspace() {}

    public static Workspaces of(TenantId only) {
        return new Workspaces() {
            @Override
            public Mono<TenantId> find(String slug) {
                return Mono.just(only);
            }

            @Override
            public Flux<TenantId> all() {
                return Flux.just(only);
            }

            @Override
            public Mono<Workspace> show(TenantId tenant) {
                return Mono.just(
                        new Workspace(tenant, "acme", "Acme", ZoneId.of("Europe/Berlin"), false));
            }

            @Override
            public Mono<Void> describe(TenantId tenant, String name, ZoneId zone) {
                return Mono.error(new UnsupportedOperationException());
            }

            @Override
            public Mono<Void> create(Workspace workspace, Instant at) {
                return Mono.error(new UnsupportedOperationException());
            }
        };
    }
}
