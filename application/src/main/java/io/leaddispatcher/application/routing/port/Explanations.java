package io.leaddispatcher.application.routing.port;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.routing.Explanation;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Why leads are where they are. Called inside a unit of work of the tenant. */
public interface Explanations {

    /** How the latest run of each of these leads came about, where it was kept. */
    Mono<Map<LeadId, Explanation>> latest(TenantId tenant, Collection<LeadId> leads);
}
