package io.leaddispatcher.adapter.postgres.routing;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.encryption.EncryptedColumn;
import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.adapter.postgres.encryption.RowCiphers;
import io.leaddispatcher.application.simulation.port.PastDecisions;
import io.leaddispatcher.domain.lead.LeadId;
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

@Component
final class PostgresPastDecisions implements PastDecisions {

    private static final String OF =
            """
            select r.lead_id, r.id, r.kind, r.trace
              from unnest(:leads) as asked (lead_id)
             cross join lateral (
                   select run_id
                     from assignment
                    where tenant_id = :tenant and lead_id = asked.lead_id
                    order by id
                    limit 1) a
              join routing_run r on r.tenant_id = :tenant and r.id = a.run_id
            """;

    private final DatabaseClient database;
    private final RowCiphers ciphers;
    private final StoredRuns runs;

    PostgresPastDecisions(DatabaseClient database, RowCiphers ciphers, StoredRuns runs) {
        this.database = database;
        this.ciphers = ciphers;
        this.runs = runs;
    }

    private record KeptRun(LeadId lead, String kind, Map<String, Object> document) {}

    @Override
    public Flux<PastDecision> of(TenantId tenant, Collection<LeadId> leads) {
        return ciphers.toRead(tenant)
                .flatMapMany(cipher ->
                        database.sql(OF)
                                .bind("tenant", tenant.value())
                                .bind(
                                        "leads",
                                        leads.stream().map(LeadId::value).toArray(UUID[]::new))
                                .map(row -> run(row, cipher))
                                .all())
                // The rules are read on the same connection, so all rows come first.
                .collectList()
                .flatMapIterable(kept -> kept)
                // Runs of before keep a trace instead, which tells no rule.
                .filter(kept -> KeptExplanation.is(kept.document()))
                .concatMap(kept ->
                        runs.explanation(tenant, kept.kind(), kept.document())
                                .map(explanation -> new PastDecision(kept.lead(), explanation)));
    }

    private static KeptRun run(Readable row, RowCipher cipher) {
        UUID id = required(row, "id", UUID.class);
        return new KeptRun(
                new LeadId(required(row, "lead_id", UUID.class)),
                required(row, "kind", String.class),
                cipher.read(row.get("trace", Json.class), EncryptedColumn.RUN_TRACE, id));
    }
}
