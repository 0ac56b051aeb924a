package io.leaddispatcher.application.workspace.port;

import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.ZoneId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tenants of the installation. */
public interface Workspaces {

    record Workspace(TenantId tenant, String slug, String name, ZoneId zone, boolean demo) {}

    /** Needs no unit of work. */
    Mono<TenantId> find(String slug);

    /** Every tenant. Needs no unit of work. */
    Flux<TenantId> all();

    /** Inside a unit of work of that tenant. */
    Mono<Workspace> show(TenantId tenant);

    /** To another time zone. Inside a unit of work of that tenant. */
    Mono<Void> move(TenantId tenant, ZoneId zone);

    /** Inside a unit of work of that tenant. Fails when the slug is taken. */
    Mono<Void> create(Workspace workspace, Instant at);
}
