package io.leaddispatcher.application.lookup;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a lead that waits has asked.
 *
 * @param event waits no longer once all have answered
 */
public record Question(TenantId tenant, UUID event, LeadId lead, List<Asked> asked) {

    public Question {
        asked = List.copyOf(asked);
    }

    /**
     * One CRM.
     *
     * @param type such as {@code hubspot}
     * @param until an answer after that is too late for the lead
     */
    public record Asked(Sought sought, String type, Instant until) {}
}
