package io.leaddispatcher.adapter.postgres.privacy;

import io.leaddispatcher.adapter.postgres.encryption.EncryptedColumn;
import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.adapter.postgres.lead.ErasedTraces;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds the events that are erased with a person, and marks those of whom nobody knows yet. */
@Component
final class ErasedEvents {

    // Events that are erased with the person: when they come again they are known by this.
    private static final String EVENTS =
            """
            select id, origin, idempotency_key, body
              from inbound_event e
             where e.tenant_id = :tenant
               and (e.lead_id = any (:leads)
                    or e.state <> 'RECEIVED' and e.lead_id is null and e.id = any (:others))
            """;

    // Nobody knows yet whose they are. Translated, they are refused when they are the person's, and
    // kept when they are somebody else's; what comes to nothing is emptied then.
    private static final String LEAVE_TO_TRANSLATION =
            """
            update inbound_event e set names_erased = true
             where e.tenant_id = :tenant and e.state = 'RECEIVED' and e.id = any (:others)
            """;

    private final DatabaseClient database;

    ErasedEvents(DatabaseClient database) {
        this.database = database;
    }

    /** An event that is erased, and by what it is known when it comes again. */
    record Traced(UUID event, List<String> traces) {}

    /**
     * Of them, those that nobody has translated yet are left to their translation.
     *
     * @param leadless events of no lead that name the person
     */
    Mono<List<Traced>> of(FoundPerson person, Set<UUID> leadless, RowCipher cipher) {
        UUID[] others = leadless.toArray(UUID[]::new);
        // First: what is translated meanwhile is found by the other.
        return leaveToTranslation(person, others)
                .then(Mono.defer(() -> traced(person, others, cipher)));
    }

    private Mono<Void> leaveToTranslation(FoundPerson person, UUID[] others) {
        return database.sql(LEAVE_TO_TRANSLATION)
                .bind("tenant", person.tenant().value())
                .bind("others", others)
                .fetch()
                .rowsUpdated()
                .then();
    }

    private Mono<List<Traced>> traced(FoundPerson person, UUID[] others, RowCipher cipher) {
        return database.sql(EVENTS)
                .bind("tenant", person.tenant().value())
                .bind("leads", person.leadIds())
                .bind("others", others)
                .map(row -> traced(row, cipher))
                .all()
                .collectList();
    }

    private static Traced traced(Readable row, RowCipher cipher) {
        UUID id = Objects.requireNonNull(row.get("id", UUID.class));
        Json body = row.get("body", Json.class);
        return new Traced(
                id,
                ErasedTraces.of(
                        Objects.requireNonNull(row.get("origin", String.class)),
                        Objects.requireNonNull(row.get("idempotency_key", String.class)),
                        body == null ? null : cipher.read(body, EncryptedColumn.EVENT_BODY, id)));
    }
}
