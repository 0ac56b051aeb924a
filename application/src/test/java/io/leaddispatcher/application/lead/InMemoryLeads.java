package io.leaddispatcher.application.lead;

import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.lead.Identity;
import io.leaddispatcher.domain.lead.Identity.Handle;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The leads of all tenants in a map. */
public final class InMemoryLeads implements Leads {

    private record Key(TenantId tenant, LeadId lead) {}

    private record Known(TenantId tenant, Handle handle) {}

    /**
     * A lead that waits.
     *
     * @param since without a break
     * @param changedAt when it was last kept
     */
    public record Waiting(LeadFile file, Instant since, Instant changedAt) {}

    private final Map<Key, LeadFile> files = new HashMap<>();
    private final Map<Key, Waiting> waiting = new HashMap<>();
    private final Map<Known, LeadId> identities = new HashMap<>();

    /** What leads are called in CRMs. */
    public final Map<LeadId, RecordOfLead> crmRecords = new HashMap<>();

    /** How many of the next tries to save fail. */
    public int failures;

    /** The lead of each record. */
    public final Map<String, LeadId> records = new HashMap<>();

    @Override
    public Mono<Void> knownAs(
            TenantId tenant, LeadId lead, ConnectionKey connection, String record, Instant at) {
        return Mono.fromRunnable(() -> records.put(record, lead));
    }

    /** Into which leads others were merged. */
    public final Map<LeadId, LeadId> merged = new HashMap<>();

    @Override
    public Mono<Void> merge(
            TenantId tenant, LeadId survivor, Collection<LeadId> others, Merge merge, Instant at) {
        return Mono.fromRunnable(() -> {
            identities.replaceAll((known, lead) ->
                    known.tenant().equals(tenant) && others.contains(lead) ? survivor : lead);
            records.replaceAll((_, lead) -> others.contains(lead) ? survivor : lead);
            Stream.concat(Stream.of(merge.winner()), merge.others().stream())
                    .forEach(record -> {
                        records.put(record, survivor);
                        identities.put(
                                new Known(
                                        tenant,
                                        Identity.record(merge.connection().value(), record)),
                                survivor);
                    });
            others.forEach(other -> merged.put(other, survivor));
        });
    }

    @Override
    public Mono<Void> merge(
            TenantId tenant, LeadId survivor, Collection<LeadId> others, Instant at) {
        return Mono.fromRunnable(() -> {
            identities.replaceAll((known, lead) ->
                    known.tenant().equals(tenant) && others.contains(lead) ? survivor : lead);
            records.replaceAll((_, lead) -> others.contains(lead) ? survivor : lead);
            merged.replaceAll((_, into) -> others.contains(into) ? survivor : into);
            others.forEach(other -> merged.put(other, survivor));
        });
    }

    @Override
    public Mono<Void> hold(TenantId tenant, Collection<LeadId> leads) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> holdToRename(TenantId tenant, LeadId lead, Identity before, Identity after) {
        return Mono.empty();
    }

    @Override
    public Mono<LeadId> survivor(TenantId tenant, LeadId lead) {
        return Mono.fromSupplier(() -> merged.get(lead));
    }

    @Override
    public Flux<LeadId> mergedInto(TenantId tenant, LeadId survivor) {
        return Flux.defer(() ->
                Flux.fromStream(
                        merged.entrySet().stream()
                                .filter(each -> each.getValue().equals(survivor))
                                .map(Map.Entry::getKey)));
    }

    @Override
    public Mono<LeadId> knownBy(TenantId tenant, ConnectionKey connection, String record) {
        return Mono.justOrEmpty(records.get(record));
    }

    @Override
    public Mono<Map<LeadId, RecordOfLead>> crmRecords(TenantId tenant, Collection<LeadId> leads) {
        return Mono.fromSupplier(() -> {
            Map<LeadId, RecordOfLead> found = new HashMap<>(crmRecords);
            found.keySet().retainAll(leads);
            return found;
        });
    }

    public LeadFile get(TenantId tenant, LeadId lead) {
        return Objects.requireNonNull(files.get(new Key(tenant, lead)));
    }

    public List<Waiting> waiting(TenantId tenant) {
        return waiting.entrySet().stream()
                .filter(each -> each.getKey().tenant().equals(tenant))
                .map(Map.Entry::getValue)
                .toList();
    }

    private void keep(TenantId tenant, LeadFile file, Instant at) {
        Key key = new Key(tenant, file.lead().id());
        files.put(key, file);
        if (file.status() == LeadStatus.QUEUED) {
            waiting.merge(
                    key,
                    new Waiting(file, at, at),
                    (before, _) -> new Waiting(file, before.since(), at));
        } else {
            waiting.remove(key);
        }
    }

    @Override
    public Mono<Map<LeadId, LeadId>> identify(TenantId tenant, Collection<Sought> sought) {
        return Mono.fromSupplier(() ->
                sought.stream()
                        .collect(
                                Collectors.toMap(
                                        Sought::fresh,
                                        one -> known(tenant, one.identity(), one.fresh()))));
    }

    private LeadId known(TenantId tenant, Identity identity, LeadId fresh) {
        LeadId lead =
                identity.handles().stream()
                        .map(handle -> new Known(tenant, handle))
                        .filter(identities::containsKey)
                        .map(identities::get)
                        .findFirst()
                        .orElse(fresh);
        identity.handles()
                .forEach(handle -> identities.putIfAbsent(new Known(tenant, handle), lead));
        return lead;
    }

    @Override
    public Mono<LeadId> rename(TenantId tenant, LeadId lead, Identity before, Identity after) {
        return Mono.defer(() -> {
            for (Handle handle : after.handles()) {
                LeadId known = identities.putIfAbsent(new Known(tenant, handle), lead);
                if (known != null && !known.equals(lead) && handle.by() == Identity.By.EMAIL) {
                    return Mono.just(known);
                }
            }
            before.handles().stream()
                    .filter(handle -> !after.handles().contains(handle))
                    .forEach(handle -> identities.remove(new Known(tenant, handle), lead));
            return Mono.empty();
        });
    }

    @Override
    public Flux<LeadFile> find(
            TenantId tenant,
            Collection<LeadId> leads,
            Function<String, Optional<FieldType>> customTypes) {
        return Flux.defer(() ->
                Flux.fromStream(
                        leads.stream()
                                .map(lead -> files.get(new Key(tenant, lead)))
                                .filter(Objects::nonNull)));
    }

    @Override
    public Mono<Void> addMissing(TenantId tenant, Collection<LeadFile> more, Instant at) {
        return Mono.fromRunnable(() ->
                more.forEach(file -> files.putIfAbsent(new Key(tenant, file.lead().id()), file)));
    }

    @Override
    public Mono<Void> save(TenantId tenant, Collection<LeadFile> more, Instant at) {
        return Mono.fromRunnable(() -> {
            if (failures > 0) {
                failures--;
                throw new IllegalStateException("the database is gone");
            }
            more.forEach(file -> keep(tenant, file, at));
        });
    }
}
