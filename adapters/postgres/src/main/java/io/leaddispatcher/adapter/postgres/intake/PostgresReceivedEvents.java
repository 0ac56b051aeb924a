package io.leaddispatcher.adapter.postgres.intake;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.adapter.postgres.encryption.EncryptedColumn;
import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.adapter.postgres.encryption.RowCiphers;
import io.leaddispatcher.adapter.postgres.transaction.Transactions;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.port.ReceivedEvents;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresReceivedEvents implements ReceivedEvents {

    private static final String CLAIM_RECEIVED =
            """
            select tenant_id, id from claim_received_events(:most, :share, :under_way, :hold)
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

    // What names somebody who was erased meanwhile, and became no lead of anybody else's, goes.
    private static final String END =
            """
            update inbound_event
               set state = :state,
                   error = case when names_erased then 'the person was erased' else :error end,
                   raw = case when names_erased then ''::bytea else raw end,
                   content_hash = case when names_erased then ''::bytea else content_hash end,
                   encrypted = encrypted and not names_erased,
                   idempotency_key = case when names_erased then 'forgotten:' || id else idempotency_key end
             where tenant_id = :tenant and id = :id and state = 'RECEIVED'
            """;

    private static final String PUT_OFF =
            """
            update inbound_event set due_at = :due
             where tenant_id = :tenant and id = :id and state = 'RECEIVED'
            """;

    private static final String RETRY =
            """
            update inbound_event set due_at = :due, attempts = attempts + 1, error = :error
             where tenant_id = :tenant and id = :id and state = 'RECEIVED'
            """;

    private final DatabaseClient database;
    private final Transactions transactions;
    private final RowCiphers ciphers;

    PostgresReceivedEvents(DatabaseClient database, Transactions transactions, RowCiphers ciphers) {
        this.database = database;
        this.transactions = transactions;
        this.ciphers = ciphers;
    }

    @Override
    public Flux<Claim> claim(int atMost, int share, List<TenantId> underWay, Duration hold) {
        return transactions
                .run(
                        database.sql(CLAIM_RECEIVED)
                                .bind("most", atMost)
                                .bind("share", share)
                                .bind(
                                        "under_way",
                                        underWay.stream().map(TenantId::value).toArray(UUID[]::new))
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
    public Mono<Received> find(TenantId tenant, UUID event) {
        return ciphers.toRead(tenant).flatMap(cipher -> found(tenant, event, cipher));
    }

    private Mono<Received> found(TenantId tenant, UUID event, RowCipher cipher) {
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
    public Mono<Boolean> ready(
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
                                .map(rows -> rows > 0));
    }

    @Override
    public Mono<Void> ignored(TenantId tenant, UUID event, String reason) {
        return end(tenant, event, "IGNORED", reason);
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
    public Mono<Void> putOff(TenantId tenant, UUID event, Instant dueAt) {
        return database.sql(PUT_OFF)
                .bind("tenant", tenant.value())
                .bind("id", event)
                .bind("due", dueAt)
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
}
