package io.leaddispatcher.adapter.postgres.intake;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.adapter.postgres.document.RowBuilder;
import io.leaddispatcher.adapter.postgres.encryption.EncryptedColumn;
import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.adapter.postgres.encryption.RowCiphers;
import io.leaddispatcher.adapter.postgres.transaction.Transactions;
import io.leaddispatcher.adapter.postgres.transaction.Write;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.port.InboundEvents;
import io.leaddispatcher.application.seal.Seals;
import io.leaddispatcher.domain.connection.ConnectionKey;
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
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresInboundEvents implements InboundEvents {

    private static final String BELONG =
            """
            update inbound_event e set lead_id = r.lead
              from jsonb_to_recordset(:rows) as r (id uuid, lead uuid)
             where e.tenant_id = :tenant and e.id = r.id
            """;

    private static final String CLAIM_RECEIVED =
            """
            select tenant_id, id from claim_received_events(:most, :hold)
            """;

    private static final String RECEIVED =
            """
            select origin, source, idempotency_key, content_type, raw, encrypted, received_at, attempts
              from inbound_event
             where tenant_id = :tenant and id = :id and state = 'RECEIVED'
            """;

    private static final String READY =
            """
            update inbound_event
               set state = 'READY', due_at = now(), body = :body, lead_id = :lead, update_only = :update, error = null
             where tenant_id = :tenant and id = :id and state = 'RECEIVED'
            """;

    private static final String END =
            """
            update inbound_event set state = :state, error = :error
             where tenant_id = :tenant and id = :id and state = 'RECEIVED'
            """;

    private static final String RETRY =
            """
            update inbound_event set due_at = :due, attempts = attempts + 1, error = :error
             where tenant_id = :tenant and id = :id and state = 'RECEIVED'
            """;

    private static final String TENANTS_TO_ROUTE =
            """
            select tenant_id from tenants_to_route()
            """;

    private static final String LIST_READY =
            """
            select id, lead_id, body, source, origin, update_only, received_at
              from inbound_event
             where tenant_id = :tenant and state = 'READY' and due_at <= now()
             order by id
             limit :most
            """;

    private static final String PUT_OFF_FIRST =
            """
            update inbound_event
               set attempts = attempts + 1, error = :error,
                   due_at = now() + least(interval '10 seconds' * power(2, least(attempts, 10)), interval '1 hour')
             where tenant_id = :tenant
               and id = (select id from inbound_event
                          where tenant_id = :tenant and state = 'READY' and due_at <= now() order by id limit 1)
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

    private static final String OUTCOME =
            """
            select e.outcome, r.answer
              from inbound_event e
              left join routing_run r on r.tenant_id = e.tenant_id and r.event_id = e.id
             where e.tenant_id = :tenant and e.id = :id and (e.outcome is not null or r.answer is not null)
            """;

    private static final String FORGET =
            """
            update inbound_event
               set state = 'IGNORED', raw = '', encrypted = false, content_hash = '', body = null, outcome = null,
                   idempotency_key = 'forgotten:' || id, lead_id = null, error = 'the person was erased'
             where tenant_id = :tenant and id = :id and state in ('RECEIVED', 'READY', 'ROUTED') and outcome is null
               and not exists (select from routing_run r where r.tenant_id = :tenant and r.event_id = :id)
            """;

    private final DatabaseClient database;
    private final Transactions transactions;
    private final EventKeys keys;
    private final RowCiphers ciphers;

    PostgresInboundEvents(
            DatabaseClient database, Transactions transactions, Seals seals, RowCiphers ciphers) {
        this.database = database;
        this.transactions = transactions;
        this.keys = new EventKeys(database, seals, ciphers);
        this.ciphers = ciphers;
    }

    @Override
    public Mono<Kept> keep(UUID id, InboundEvent event) {
        return keys.keep(id, event);
    }

    @Override
    public Mono<Set<UUID>> keepReady(TenantId tenant, List<ToRoute> events) {
        return keys.keep(tenant, events, "READY");
    }

    @Override
    public Mono<Set<UUID>> keepRouted(TenantId tenant, List<ToRoute> events) {
        return keys.keep(tenant, events, "ROUTED");
    }

    @Override
    public Mono<Kept> known(InboundEvent event) {
        return keys.known(event);
    }

    @Override
    public Mono<Void> belong(TenantId tenant, Map<UUID, LeadId> leads) {
        return database.sql(BELONG)
                .bind("tenant", tenant.value())
                .bind(
                        "rows",
                        JsonDocuments.toJson(
                                leads.entrySet().stream()
                                        .map(each ->
                                                RowBuilder.row()
                                                        .with("id", each.getKey())
                                                        .with("lead", each.getValue())
                                                        .columns())
                                        .toList()))
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Flux<Claim> claimReceived(int atMost, Duration hold) {
        return transactions
                .run(
                        database.sql(CLAIM_RECEIVED)
                                .bind("most", atMost)
                                .bind("hold", Interval.from(hold))
                                .map(row ->
                                        new Claim(
                                                new TenantId(
                                                        required(row, "tenant_id", UUID.class)),
                                                required(row, "id", UUID.class)))
                                .all()
                                .collectList())
                .flatMapIterable(claims -> claims);
    }

    @Override
    public Mono<Received> received(TenantId tenant, UUID event) {
        return ciphers.toRead(tenant).flatMap(cipher -> received(tenant, event, cipher));
    }

    private Mono<Received> received(TenantId tenant, UUID event, RowCipher cipher) {
        return database.sql(RECEIVED)
                .bind("tenant", tenant.value())
                .bind("id", event)
                .map(row -> {
                    byte[] raw = required(row, "raw", byte[].class);
                    String origin = required(row, "origin", String.class);
                    return new Received(
                            new InboundEvent(
                                    tenant,
                                    origin.equals(EventKeys.API) ? null : new ConnectionKey(origin),
                                    required(row, "source", String.class),
                                    required(row, "idempotency_key", String.class),
                                    required(row, "content_type", String.class),
                                    required(row, "encrypted", Boolean.class)
                                            ? cipher.decrypted(
                                                    raw, EncryptedColumn.EVENT_RAW, event)
                                            : raw,
                                    required(row, "received_at", Instant.class)),
                            required(row, "attempts", Integer.class));
                })
                .one();
    }

    @Override
    public Mono<Void> ready(
            TenantId tenant, UUID event, Map<String, ?> body, LeadId lead, boolean updateOnly) {
        return ciphers.toWrite(tenant)
                .flatMap(cipher ->
                        database.sql(READY)
                                .bind("tenant", tenant.value())
                                .bind("id", event)
                                .bind(
                                        "body",
                                        JsonDocuments.any(
                                                cipher.kept(
                                                        body, EncryptedColumn.EVENT_BODY, event)))
                                .bind("lead", lead.value())
                                .bind("update", updateOnly)
                                .fetch()
                                .rowsUpdated()
                                .then());
    }

    @Override
    public Mono<Void> ignored(TenantId tenant, UUID event, String reason) {
        return end(tenant, event, "IGNORED", reason);
    }

    @Override
    public Mono<Void> forget(TenantId tenant, UUID event) {
        return database.sql(FORGET)
                .bind("tenant", tenant.value())
                .bind("id", event)
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Void> failed(TenantId tenant, UUID event, String error) {
        return end(tenant, event, "FAILED", error);
    }

    private Mono<Void> end(TenantId tenant, UUID event, String state, String error) {
        return database.sql(END)
                .bind("tenant", tenant.value())
                .bind("id", event)
                .bind("state", state)
                .bind("error", error)
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Void> retry(TenantId tenant, UUID event, Instant dueAt, String error) {
        return database.sql(RETRY)
                .bind("tenant", tenant.value())
                .bind("id", event)
                .bind("due", dueAt)
                .bind("error", error)
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Flux<TenantId> tenantsToRoute() {
        return database.sql(TENANTS_TO_ROUTE).mapValue(UUID.class).all().map(TenantId::new);
    }

    @Override
    public Mono<Void> putOffFirst(TenantId tenant, String error) {
        return database.sql(PUT_OFF_FIRST)
                .bind("tenant", tenant.value())
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
    public Flux<Ready> ready(TenantId tenant, int atMost) {
        return ciphers.toRead(tenant)
                .flatMapMany(cipher ->
                        database.sql(LIST_READY)
                                .bind("tenant", tenant.value())
                                .bind("most", atMost)
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
                                        JsonDocuments.toJson(
                                                routed.stream()
                                                        .map(each -> row(each, cipher))
                                                        .toList()))
                                .by(database));
    }

    private static Map<String, @Nullable Object> row(Routed routed, RowCipher cipher) {
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

    @Override
    public Mono<Map<String, Object>> outcome(TenantId tenant, UUID event) {
        return ciphers.toRead(tenant)
                .flatMap(cipher ->
                        database.sql(OUTCOME)
                                .bind("tenant", tenant.value())
                                .bind("id", event)
                                .map(row -> outcome(row, event, cipher))
                                .one());
    }

    private static Map<String, Object> outcome(Readable row, UUID event, RowCipher cipher) {
        Json outcome = row.get("outcome", Json.class);
        return outcome == null
                ? JsonDocuments.read(required(row, "answer", Json.class))
                : cipher.read(outcome, EncryptedColumn.EVENT_OUTCOME, event);
    }
}
