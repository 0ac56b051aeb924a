package io.leaddispatcher.application.lead.port;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/** What happened to each lead, for ever. Called inside a unit of work of the tenant. */
public interface Timeline {

    record Entry(LeadId lead, TimelineEntry what) {}

    /** Later in the list is later in the timeline. */
    Mono<Void> append(TenantId tenant, List<Entry> entries);

    /** When a person last did something about each of these leads; without those left alone. */
    Mono<Map<LeadId, Instant>> lastTouched(TenantId tenant, Collection<LeadId> leads);

    /**
     * What the timelines of these leads tell of these types, oldest first; without those that tell
     * nothing of them.
     */
    Mono<Map<LeadId, List<TimelineEntry>>> told(
            TenantId tenant, Collection<LeadId> leads, Set<String> types);

    /** Likewise of one lead. */
    default Mono<List<TimelineEntry>> told(TenantId tenant, LeadId lead, Set<String> types) {
        return told(tenant, List.of(lead), types).map(told -> told.getOrDefault(lead, List.of()));
    }

    default Mono<Void> append(TenantId tenant, LeadId lead, TimelineEntry entry) {
        return append(tenant, List.of(new Entry(lead, entry)));
    }
}
