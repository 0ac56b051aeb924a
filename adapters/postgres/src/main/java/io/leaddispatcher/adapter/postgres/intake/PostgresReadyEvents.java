package io.leaddispatcher.adapter.postgres.intake;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.adapter.postgres.document.RowBuilder;
import io.leaddispatcher.adapter.postgres.encryption.EncryptedColumn;
import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.adapter.postgres.encryption.RowCiphers;
import io.leaddispatcher.adapter.postgres.transaction.DueRows;
import io.leaddispatcher.adapter.postgres.transaction.Write;
import io.leaddispatcher.application.intake.port.ReadyEvents;
import io.leaddispatcher.application.transaction.Portion;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Interval;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresReadyEvents implements ReadyEvents {

    private static final String TENANTS_TO_ROUTE =
            """
            select tenant_id from tenants_to_route()
            """;

    private static final DueRows LIST_READY =
            DueRows.of(
                    """
                    select id, lead_id, body, source, origin, update_only, received_at
                      from inbound_event
                     where tenant_id = :tenant and state = 'READY' and due_at <= now() <named>
                     order by id <most>
                    """,
                    "id");

    private static final String NAMES =
            """
            select id from inbound_event
             where tenant_id = :tenant and state = 'READY' and due_at <= now()
             order by id
             limit :most
            """;

    // Whoever holds it has routed it; should it be waited for all the same, it is asked again
    // whether it waits.
    private static final String PUT_OFF =
            """
            update inbound_event
               set attempts = attempts + 1, error = :error,
                   due_at = now() + least(interval '10 seconds' * power(2, least(attempts, 10)), interval '1 hour')
             where tenant_id = :tenant and state = 'READY' and due_at <= now()
               and id in (select id from inbound_event
                           where tenant_id = :tenant and id = :id and state = 'READY' and due_at <= now()
                             for update skip locked)
            """;

    private static final String WAIT_FOR =
            """
            update inbound_event set state = 'READY', due_at = now() + :most
             where tenant_id = :tenant and id = any (:ids) and state in ('READY', 'ROUTED') and outcome is null
               and not exists (select from routing_run r
                                where r.tenant_id = :tenant and r.event_id = inbound_event.id)
            """;

    private static final String WAIT_NO_LONGER =
            """
            update inbound_event set due_at = now()
             where tenant_id = :tenant and id = any (:ids) and state = 'READY' and due_at > now() and error is null
            """;

    private static final String ROUTED =
            """
            update inbound_event e
               set state = 'ROUTED', outcome = r.outcome
              from jsonb_to_recordset(:rows) as r (id uuid, outcome jsonb)
             where e.tenant_id = :tenant and e.id = r.id
            """;

    private static final String DECIDED =
            """
            update inbound_event set state = 'ROUTED' where tenant_id = :tenant and id = any (:ids)
            """;

    private final DatabaseClient database;
    private final RowCiphers ciphers;

    PostgresReadyEvents(DatabaseClient database, RowCiphers ciphers) {
        this.database = database;
        this.ciphers = ciphers;
    }

    @Override
    public Flux<TenantId> tenantsToRoute() {
        return database.sql(TENANTS_TO_ROUTE).mapValue(UUID.class).all().map(TenantId::new);
    }

    @Override
    public Mono<Void> putOff(TenantId tenant, UUID event, String error) {
        return database.sql(PUT_OFF)
                .bind("tenant", tenant.value())
                .bind("id", event)
                .bind("error", error)
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Void> waitFor(TenantId tenant, Set<UUID> events, Duration most) {
        return database.sql(WAIT_FOR)
                .bind("tenant", tenant.value())
                .bind("ids", events.toArray(UUID[]::new))
                .bind("most", Interval.from(most))
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Void> waitNoLonger(TenantId tenant, Set<UUID> events) {
        return database.sql(WAIT_NO_LONGER)
                .bind("tenant", tenant.value())
                .bind("ids", events.toArray(UUID[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Flux<UUID> names(TenantId tenant, int atMost) {
        return database.sql(NAMES)
                .bind("tenant", tenant.value())
                .bind("most", atMost)
                .mapValue(UUID.class)
                .all();
    }

    @Override
    public Flux<Ready> ready(TenantId tenant, Portion<UUID> portion) {
        return ciphers.toRead(tenant)
                .flatMapMany(cipher ->
                        LIST_READY
                                .ask(database, tenant, portion)
                                .map(row -> ready(row, cipher))
                                .all());
    }

    private static Ready ready(Readable row, RowCipher cipher) {
        UUID id = required(row, "id", UUID.class);
        String origin = required(row, "origin", String.class);
        return new Ready(
                id,
                new LeadId(required(row, "lead_id", UUID.class)),
                cipher.read(row.get("body", Json.class), EncryptedColumn.EVENT_BODY, id),
                required(row, "source", String.class),
                origin.equals(EventKeys.API) ? null : origin,
                required(row, "update_only", Boolean.class),
                required(row, "received_at", Instant.class));
    }

    @Override
    public Mono<Void> routed(TenantId tenant, List<Routed> routed) {
        return ciphers.toWrite(tenant)
                .flatMap(cipher ->
                        Write.of(ROUTED, tenant)
                                .with(
                                        "rows",
                                        JsonDocuments.rows(
                                                routed.stream()
                                                        .map(each -> row(each, cipher))
                                                        .toList()))
                                .by(database));
    }

    private static Map<String, Object> row(Routed routed, RowCipher cipher) {
        return RowBuilder.row()
                .with("id", routed.event())
                .with(
                        "outcome",
                        cipher.kept(
                                routed.outcome(), EncryptedColumn.EVENT_OUTCOME, routed.event()))
                .columns();
    }

    @Override
    public Mono<Void> decided(TenantId tenant, List<UUID> events) {
        return Write.of(DECIDED, tenant).with("ids", events.toArray(UUID[]::new)).by(database);
    }
}
