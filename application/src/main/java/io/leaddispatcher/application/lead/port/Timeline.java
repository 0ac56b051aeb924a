package io.leaddispatcher.application.lead.port;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/** What happened to each lead, for ever. Called inside a unit of work of the tenant. */
public interface Timeline {

    Mono<Void> append(TenantId tenant, LeadId lead, TimelineEntry entry);
}
