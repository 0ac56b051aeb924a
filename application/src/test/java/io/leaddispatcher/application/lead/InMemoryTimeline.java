package io.leaddispatcher.application.lead;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/** The timelines of all tenants in a map. */
public final class InMemoryTimeline implements Timeline {

    private final Map<TenantId, List<Entry>> entries = new HashMap<>();

    public List<Entry> of(TenantId tenant) {
        return List.copyOf(entries.getOrDefault(tenant, List.of()));
    }

    @Override
    public Mono<Void> append(TenantId tenant, List<Entry> more) {
        return Mono.fromRunnable(
                () -> entries.computeIfAbsent(tenant, _ -> new ArrayList<>()).addAll(more));
    }

    @Override
    public Mono<Map<LeadId, Instant>> lastTouched(TenantId tenant, Collection<LeadId> leads) {
        return Mono.fromSupplier(() -> {
            Map<LeadId, Instant> touched = new HashMap<>();
            of(tenant).stream()
                    .filter(entry -> leads.contains(entry.lead()))
                    .filter(entry -> isPerson(entry.what().actor()))
                    .forEach(entry ->
                            touched.merge(
                                    entry.lead(),
                                    entry.what().at(),
                                    (one, other) -> one.isAfter(other) ? one : other));
            return touched;
        });
    }

    @Override
    public Mono<Map<LeadId, List<TimelineEntry>>> told(
            TenantId tenant, Collection<LeadId> leads, Set<String> types) {
        return Mono.fromSupplier(() ->
                of(tenant).stream()
                        .filter(entry -> leads.contains(entry.lead()))
                        .filter(entry -> types.contains(entry.what().type()))
                        .collect(groupingBy(Entry::lead, mapping(Entry::what, toList()))));
    }

    private static boolean isPerson(String actor) {
        return actor.startsWith("rep:") || actor.startsWith("member:");
    }
}
