package io.leaddispatcher.application.lead.port;

import io.leaddispatcher.application.lead.Opening;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

/** When somebody can be there for leads that wait. Called inside a unit of work of the tenant. */
public interface Openings {

    /** Of those of these leads for which a clock tells. */
    Mono<Map<LeadId, Opening>> of(TenantId tenant, Collection<LeadId> leads);
}
