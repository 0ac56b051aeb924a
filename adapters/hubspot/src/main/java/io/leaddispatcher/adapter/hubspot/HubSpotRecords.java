package io.leaddispatcher.adapter.hubspot;

import static io.leaddispatcher.http.PeerJson.text;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.port.CrmRecords;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.http.PeerJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Contacts. */
final class HubSpotRecords implements CrmRecords {

    static final String OWNER = "hubspot_owner_id";

    private final HubSpotCalls calls;

    HubSpotRecords(HubSpotCalls calls) {
        this.calls = calls;
    }

    @Override
    public Mono<CrmRecord> read(
            TenantId tenant, ConnectionAccess connection, String record, Set<String> properties) {
        var asked = new TreeSet<>(properties);
        asked.add(OWNER);
        return calls.find(
                        tenant,
                        connection,
                        Map.of("properties", String.join(",", asked), "associations", "companies"),
                        "crm",
                        "v3",
                        "objects",
                        "contacts",
                        record)
                .flatMap(contact ->
                        Associations.company(
                                        record,
                                        contact,
                                        (query, segments) ->
                                                calls.get(tenant, connection, query, segments))
                                .map(company -> record(record, contact, company, properties))
                                .switchIfEmpty(
                                        Mono.fromSupplier(
                                                () -> record(record, contact, null, properties))));
    }

    private static CrmRecord record(
            String id, JsonNode contact, @Nullable String company, Set<String> properties) {
        JsonNode values = contact.path("properties");
        return new CrmRecord(
                id, text(values, OWNER).orElse(null), company, PeerJson.texts(values, properties));
    }

    /**
     * Empty text clears a property. HubSpot knows no condition for a write, but remembers what it
     * took away: whom somebody made the owner between the look and the write is owner again.
     */
    @Override
    public Mono<Boolean> release(
            TenantId tenant, ConnectionAccess connection, String record, String owner) {
        return read(tenant, connection, record, Set.of())
                .filter(found -> owner.equals(found.owner()))
                .flatMap(_ ->
                        write(tenant, connection, record, new Change("", Map.of()))
                                .then(before(tenant, connection, record))
                                .filter(other -> !other.equals(owner))
                                .flatMap(other ->
                                        write(
                                                        tenant,
                                                        connection,
                                                        record,
                                                        new Change(other, Map.of()))
                                                .thenReturn(false))
                                .defaultIfEmpty(true))
                .filter(released -> released);
    }

    /** Who was the owner before nobody was; empty where somebody is. */
    private Mono<String> before(TenantId tenant, ConnectionAccess connection, String record) {
        return calls.find(
                        tenant,
                        connection,
                        Map.of("propertiesWithHistory", OWNER),
                        "crm",
                        "v3",
                        "objects",
                        "contacts",
                        record)
                .flatMap(contact -> Mono.justOrEmpty(before(contact)));
    }

    /** What a property has been comes the newest first. */
    private static Optional<String> before(JsonNode contact) {
        List<String> owners =
                contact.path("propertiesWithHistory")
                        .path(OWNER)
                        .valueStream()
                        .map(each -> text(each, "value").orElse(""))
                        .toList();
        return owners.size() > 1 && owners.getFirst().isEmpty()
                ? Optional.of(owners.get(1)).filter(each -> !each.isEmpty())
                : Optional.empty();
    }

    @Override
    public Mono<Void> write(
            TenantId tenant, ConnectionAccess connection, String record, Change change) {
        if (change.isEmpty()) {
            return Mono.empty();
        }
        Map<String, String> properties = new HashMap<>(change.properties());
        if (change.owner() != null) {
            properties.put(OWNER, change.owner());
        }
        return calls.send(
                        tenant,
                        connection,
                        HttpMethod.PATCH,
                        Map.of("properties", properties),
                        "crm",
                        "v3",
                        "objects",
                        "contacts",
                        record)
                .then();
    }
}
