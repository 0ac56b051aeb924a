package io.leaddispatcher.application.routing.port;

import io.leaddispatcher.application.transaction.Portion;
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
    Mono<Set<LeadId>> due(TenantId tenant, Portion<LeadId> portion);

    /**
     * Puts off one because deciding it has failed, unless it waits for no ring any more: those
     * behind it go on. Inside a unit of work of the tenant.
     */
    Mono<Void> putOff(TenantId tenant, LeadId lead);
}
