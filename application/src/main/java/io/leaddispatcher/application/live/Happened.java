package io.leaddispatcher.application.live;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Set;
import java.util.UUID;

/**
 * What one unit of work has committed.
 *
 * @param leads the leads whose timeline has grown
 * @param routed the inbound events that have their outcome now
 */
public record Happened(TenantId tenant, Set<LeadId> leads, Set<UUID> routed) {

    public Happened {
        leads = Set.copyOf(leads);
        routed = Set.copyOf(routed);
    }

    /** Something was added to the timeline of one lead. */
    public static Happened to(TenantId tenant, LeadId lead) {
        return new Happened(tenant, Set.of(lead), Set.of());
    }
}
