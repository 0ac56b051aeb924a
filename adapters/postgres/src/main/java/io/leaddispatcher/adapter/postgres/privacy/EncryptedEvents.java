package io.leaddispatcher.adapter.postgres.privacy;

import io.leaddispatcher.adapter.postgres.encryption.EncryptedColumn;
import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.domain.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Events that belong to no lead and are encrypted, so that no query reads them. */
@Component
final class EncryptedEvents {

    // They cannot be searched where they are.
    private static final String ENCRYPTED_EVENTS =
            """
            select id, raw from inbound_event e
             where e.tenant_id = :tenant and e.lead_id is null and e.encrypted and e.id > :after
             order by e.id
             limit 100
            """;

    private static final String NAMING =
            """
            select e.id from unnest(:ids, :contents) as e (id, content) where names_person(e.content, :texts, :phone)
            """;

    private final DatabaseClient database;

    EncryptedEvents(DatabaseClient database) {
        this.database = database;
    }

    /** Those that name the person. */
    Mono<UUID[]> naming(FoundPerson person, RowCipher cipher) {
        return some(person.tenant(), new UUID(0, 0), cipher)
                .expand(found -> some(person.tenant(), found.getLast().getKey(), cipher))
                .concatMap(found -> naming(found, person))
                .collectList()
                .map(found -> found.toArray(UUID[]::new));
    }

    /** Empty when there are none after this one. */
    private Mono<List<Map.Entry<UUID, String>>> some(
            TenantId tenant, UUID after, RowCipher cipher) {
        return database.sql(ENCRYPTED_EVENTS)
                .bind("tenant", tenant.value())
                .bind("after", after)
                .map(row -> {
                    UUID id = Objects.requireNonNull(row.get("id", UUID.class));
                    byte[] raw = Objects.requireNonNull(row.get("raw", byte[].class));
                    return Map.entry(
                            id, text(cipher.decrypted(raw, EncryptedColumn.EVENT_RAW, id)));
                })
                .all()
                .collectList()
                .filter(found -> !found.isEmpty());
    }

    private Flux<UUID> naming(List<Map.Entry<UUID, String>> events, FoundPerson person) {
        return person.bindNames(database.sql(NAMING))
                .bind("ids", events.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
                .bind("contents", events.stream().map(Map.Entry::getValue).toArray(String[]::new))
                .mapValue(UUID.class)
                .all();
    }

    /** As PostgreSQL can hold it. */
    private static String text(byte[] raw) {
        return new String(raw, StandardCharsets.UTF_8).replace("\0", "");
    }
}
