package io.leaddispatcher.application.workspace.port;

import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tenants of the installation. */
public interface Workspaces {

    record Workspace(TenantId tenant, String slug, String name, ZoneId zone, boolean demo) {
        public Workspace {
            // By itself it would be called Z, also where it is kept so.
            zone = zone.equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : zone;
        }
    }

    /** Needs no unit of work. */
    Mono<TenantId> find(String slug);

    /** Every tenant. Needs no unit of work. */
    Flux<TenantId> all();

    /** Inside a unit of work of that tenant. */
    Mono<Workspace> show(TenantId tenant);

    /**
     * By which name and by whose clocks it goes from now on. Inside a unit of work of that tenant.
     */
    Mono<Void> describe(TenantId tenant, String name, ZoneId zone);

    /** Inside a unit of work of that tenant. Fails when the slug is taken. */
    Mono<Void> create(Workspace workspace, Instant at);
}
