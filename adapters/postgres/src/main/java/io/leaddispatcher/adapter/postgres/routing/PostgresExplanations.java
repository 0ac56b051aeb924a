package io.leaddispatcher.adapter.postgres.routing;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.encryption.EncryptedColumn;
import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.adapter.postgres.encryption.RowCiphers;
import io.leaddispatcher.application.routing.port.Explanations;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.routing.KeptExplanation;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresExplanations implements Explanations {

    private static final String LATEST =
            """
            select r.lead_id, r.id, r.kind, r.trace
              from unnest(:leads) as w (lead)
             cross join lateral (
                   select lead_id, id, kind, trace from routing_run
                    where tenant_id = :tenant and lead_id = w.lead
                    order by id desc
                    limit 1) r
            """;

    private final DatabaseClient database;
    private final RowCiphers ciphers;
    private final StoredRuns runs;

    PostgresExplanations(DatabaseClient database, RowCiphers ciphers, StoredRuns runs) {
        this.database = database;
        this.ciphers = ciphers;
        this.runs = runs;
    }

    private record Kept(LeadId lead, String kind, Map<?, ?> document) {}

    @Override
    public Mono<Map<LeadId, Explained>> latest(TenantId tenant, Collection<LeadId> leads) {
        return ciphers.toRead(tenant)
                .flatMap(cipher ->
                        database.sql(LATEST)
                                .bind("tenant", tenant.value())
                                .bind(
                                        "leads",
                                        leads.stream().map(LeadId::value).toArray(UUID[]::new))
                                .map(row -> kept(row, cipher))
                                .all()
                                .collectList()
                                // A policy is read only after the rows: on the same connection.
                                .flatMapMany(Flux::fromIterable)
                                .filter(kept -> KeptExplanation.is(kept.document()))
                                .concatMap(kept ->
                                        runs.explanation(tenant, kept.kind(), kept.document())
                                                .map(how ->
                                                        Map.entry(
                                                                kept.lead(),
                                                                new Explained(
                                                                        LeadKind.of(kept.kind())
                                                                                .orElseThrow(),
                                                                        how))))
                                .collectMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Kept kept(Readable row, RowCipher cipher) {
        UUID run = required(row, "id", UUID.class);
        return new Kept(
                new LeadId(required(row, "lead_id", UUID.class)),
                required(row, "kind", String.class),
                cipher.read(required(row, "trace", Json.class), EncryptedColumn.RUN_TRACE, run));
    }
}
