package io.leaddispatcher.adapter.postgres.intake;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.adapter.postgres.document.RowBuilder;
import io.leaddispatcher.adapter.postgres.encryption.EncryptedColumn;
import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.adapter.postgres.encryption.RowCiphers;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.port.InboundEvents;
import io.leaddispatcher.application.seal.Seals;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresInboundEvents implements InboundEvents {

    private static final String BELONG =
            """
            update inbound_event e set lead_id = r.lead
              from jsonb_to_recordset(:rows) as r (id uuid, lead uuid)
             where e.tenant_id = :tenant and e.id = r.id
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
    private final EventKeys keys;
    private final RowCiphers ciphers;

    PostgresInboundEvents(DatabaseClient database, Seals seals, RowCiphers ciphers) {
        this.database = database;
        this.keys = new EventKeys(database, seals, ciphers);
        this.ciphers = ciphers;
    }

    @Override
    public Mono<List<Kept>> keep(TenantId tenant, List<ToTranslate> events) {
        return keys.keep(tenant, events);
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
                        JsonDocuments.rows(
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
    public Mono<Void> forget(TenantId tenant, UUID event) {
        return database.sql(FORGET)
                .bind("tenant", tenant.value())
                .bind("id", event)
                .fetch()
                .rowsUpdated()
                .then();
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
