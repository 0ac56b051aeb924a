package io.leaddispatcher.application.sla.port;

import io.leaddispatcher.application.transaction.Claimed;
import io.leaddispatcher.application.transaction.Portion;
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
     * Names the clocks whose next step is due, the longest due first. Holds nothing.
     *
     * @param moving those whose step moves the lead, or the others
     */
    Flux<UUID> due(TenantId tenant, boolean moving, int atMost);

    /**
     * Claims clocks whose next step is due and moves no lead, the longest due first: they are held
     * until the unit of work ends, and what somebody else holds is left to them. Empty when none
     * is.
     */
    Mono<Claimed<LeadClock>> claim(TenantId tenant, Portion<UUID> portion);

    /** The leads of clocks whose next step is due and moves the lead. Holds nothing. */
    Flux<LeadId> toBeMoved(TenantId tenant, Portion<UUID> portion);

    /**
     * Claims those clocks, with the assignments that are open. Called under the turn: the
     * assignments are held first, as by whoever accepts. Empty when none is.
     */
    Mono<Claimed<LeadClock>> claimMoving(TenantId tenant, Portion<UUID> portion);

    /**
     * Puts off a clock whose step has failed, unless it has come further meanwhile or somebody
     * holds it: those behind it go on.
     *
     * @param moving whether the step that has failed moves the lead
     */
    Mono<Void> putOff(TenantId tenant, UUID clock, boolean moving);
}
