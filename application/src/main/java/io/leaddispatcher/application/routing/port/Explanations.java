package io.leaddispatcher.application.routing.port;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.routing.Explanation;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Why leads are where they are. Called inside a unit of work of the tenant. */
public interface Explanations {

    /**
     * How a run came about.
     *
     * @param kind of the lead then, by which its policy goes
     */
    record Explained(LeadKind kind, Explanation how) {}

    /** Of the latest run of each of these leads, where it was kept. */
    Mono<Map<LeadId, Explained>> latest(TenantId tenant, Collection<LeadId> leads);
}
