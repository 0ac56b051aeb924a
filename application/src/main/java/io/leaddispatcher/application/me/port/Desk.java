package io.leaddispatcher.application.me.port;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Workload;
import io.leaddispatcher.domain.sla.SlaTarget;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a rep has to do in time. Called inside a unit of work of the tenant. */
public interface Desk {

    /**
     * A clock that is not over.
     *
     * @param running false while it is the customer's turn
     */
    record Clock(LeadId lead, SlaTarget target, Instant dueAt, boolean running) {}

    /** Those of these leads. */
    Flux<Clock> clocks(TenantId tenant, Collection<LeadId> leads);

    /**
     * What a rep has done today, and carries.
     *
     * @param done tasks
     */
    record Today(long done, Workload load) {}

    /**
     * @param midnight when the rep's day began
     */
    Mono<Today> today(TenantId tenant, RepKey rep, Instant midnight, Instant now);
}
