package io.leaddispatcher.adapter.postgres.routing;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.encryption.EncryptedColumn;
import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.adapter.postgres.encryption.RowCiphers;
import io.leaddispatcher.application.pool.port.RepDecisions;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.Considered;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresRepDecisions implements RepDecisions {

    private static final String RUNS =
            """
            select id, lead_id, decided_at, cause, trace from routing_run
             where tenant_id = :tenant and id >= id_from(:from) and id < id_from(:to)
             order by id desc
             limit :most
            """;

    private final DatabaseClient database;
    private final RowCiphers ciphers;

    PostgresRepDecisions(DatabaseClient database, RowCiphers ciphers) {
        this.database = database;
        this.ciphers = ciphers;
    }

    /**
     * A decision that was looked through.
     *
     * @param decision empty when it did not look at the rep
     */
    private record Looked(Instant at, Optional<RepDecision> decision) {}

    @Override
    public Mono<Found> of(TenantId tenant, RepKey rep, Instant from, Instant to, int atMost) {
        return ciphers.toRead(tenant)
                .flatMap(cipher ->
                        database.sql(RUNS)
                                .bind("tenant", tenant.value())
                                .bind("from", from)
                                .bind("to", to)
                                .bind("most", atMost + 1)
                                .map(row -> looked(row, rep, cipher))
                                .all()
                                .collectList())
                .map(all -> found(all, atMost));
    }

    private static Looked looked(Readable row, RepKey rep, RowCipher cipher) {
        UUID run = required(row, "id", UUID.class);
        Instant at = required(row, "decided_at", Instant.class);
        return new Looked(
                at,
                Considered.in(
                                cipher.read(
                                        required(row, "trace", Json.class),
                                        EncryptedColumn.RUN_TRACE,
                                        run),
                                rep)
                        .map(considered ->
                                new RepDecision(
                                        run,
                                        new LeadId(required(row, "lead_id", UUID.class)),
                                        at,
                                        Cause.valueOf(required(row, "cause", String.class)),
                                        considered)));
    }

    private static Found found(List<Looked> all, int atMost) {
        boolean more = all.size() > atMost;
        List<Looked> looked = more ? all.subList(0, atMost) : all;
        return new Found(
                looked.stream().flatMap(one -> one.decision().stream()).toList(),
                more ? looked.getLast().at() : null);
    }
}
