package io.leaddispatcher.application.routing.port;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Leads that wait until the next ring of their rule joins. */
public interface WaitingRings {

    /** Tenants with leads whose time has come, by the database's clock. Needs no unit of work. */
    Flux<TenantId> tenants();

    /** Those whose time has come, the longest due first. Inside a unit of work of the tenant. */
    Mono<Set<LeadId>> due(TenantId tenant, int atMost);

    /**
     * Puts off the first one that is due, because deciding it has failed: those behind it go on.
     * Inside a unit of work of the tenant.
     */
    Mono<Void> putOffFirst(TenantId tenant);
}
