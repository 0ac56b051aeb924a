package io.leaddispatcher.application.sla.port;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The SLA clocks of each tenant. But for {@link #tenants()}, called inside a unit of work. */
public interface SlaClocks {

    Mono<Void> add(TenantId tenant, List<LeadClock> clocks);

    /** Replaces. */
    Mono<Void> save(TenantId tenant, List<LeadClock> clocks);

    /** Those of leads that are live, held until the unit of work ends. */
    Flux<LeadClock> live(TenantId tenant, Collection<LeadId> leads);

    /** Likewise those of the leads of assignments that are open. */
    Flux<LeadClock> liveByAssignment(TenantId tenant, Collection<UUID> assignments);

    /** Tenants with steps that are due, by the database's clock. Needs no unit of work. */
    Flux<TenantId> tenants();

    /**
     * Claims clocks whose next step is due and moves no lead, the longest due first: they are held
     * until the unit of work ends, and what somebody else holds is left to them.
     */
    Flux<LeadClock> claim(TenantId tenant, int atMost);

    /** The leads of clocks whose next step is due and moves the lead. Holds nothing. */
    Flux<LeadId> toBeMoved(TenantId tenant, int atMost);

    /**
     * Claims those clocks, with the assignments that are open. Called under the turn: the
     * assignments are held first, as by whoever accepts.
     */
    Flux<LeadClock> claimMoving(TenantId tenant, int atMost);

    /**
     * Puts off the clock that is due longest, because its step has failed: those behind it go on.
     *
     * @param moving of those whose step moves the lead, or of the others
     */
    Mono<Void> putOffFirst(TenantId tenant, boolean moving);
}
