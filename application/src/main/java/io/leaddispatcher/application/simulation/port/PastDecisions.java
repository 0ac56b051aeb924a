package io.leaddispatcher.application.simulation.port;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.routing.Explanation;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Collection;
import reactor.core.publisher.Flux;

/** How it came about who got leads. Called inside a unit of work of the tenant. */
@FunctionalInterface
public interface PastDecisions {

    /** How a lead came to whom it first went. */
    record PastDecision(LeadId lead, Explanation explanation) {}

    /**
     * In any order; leads that went to nobody, or of which it is not known any more, are missing.
     */
    Flux<PastDecision> of(TenantId tenant, Collection<LeadId> leads);
}
