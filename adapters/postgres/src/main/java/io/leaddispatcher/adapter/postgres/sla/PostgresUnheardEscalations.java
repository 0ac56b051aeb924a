package io.leaddispatcher.adapter.postgres.sla;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.application.escalation.Unheard;
import io.leaddispatcher.application.escalation.Unheard.Cause;
import io.leaddispatcher.application.escalation.Untold;
import io.leaddispatcher.application.escalation.port.UnheardEscalations;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresUnheardEscalations implements UnheardEscalations {

    // What nobody has done anything about for two weeks is not looked at any more.
    private static final String FORGET =
            """
            delete from unheard_escalation where tenant_id = :tenant and since < now() - interval '14 days'
            """;

    private static final String KEEP =
            """
            insert into unheard_escalation as u (tenant_id, clock_id, lead_id, why, whom, since)
            select distinct on (c.id) :tenant, c.id, c.lead_id, r.why, r.whom, r.since
              from jsonb_to_recordset(:rows) as r (place integer, clock_id uuid, why text, whom text, since timestamptz)
              join sla_clock c on c.tenant_id = :tenant and c.id = r.clock_id and c.live
             order by c.id, r.place desc
            on conflict (tenant_id, clock_id) do update set why = excluded.why, whom = excluded.whom
            """;

    private static final String HEARD =
            """
            delete from unheard_escalation where tenant_id = :tenant and clock_id = any (:clocks)
            """;

    private static final String TAKE =
            """
            delete from unheard_escalation where tenant_id = :tenant and clock_id = any (:clocks)
            returning clock_id, lead_id, why, whom, since
            """;

    private static final String DUE =
            """
            insert into unheard_notice as n (tenant_id, why, whom, told_at)
            select :tenant, q.why, q.whom, :now from unnest(:whys, :whoms) as q (why, whom)
             order by q.why, q.whom
            on conflict (tenant_id, why, whom) do update set told_at = excluded.told_at
             where n.told_at <= excluded.told_at - interval '24 hours'
            returning why, whom
            """;

    private final DatabaseClient database;

    PostgresUnheardEscalations(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> keep(TenantId tenant, List<Unheard> unheard) {
        return unheard.isEmpty()
                ? Mono.empty()
                : database.sql(FORGET)
                        .bind("tenant", tenant.value())
                        .fetch()
                        .rowsUpdated()
                        .then(
                                database.sql(KEEP)
                                        .bind("tenant", tenant.value())
                                        .bind("rows", JsonDocuments.rows(rows(unheard)))
                                        .fetch()
                                        .rowsUpdated())
                        .then();
    }

    private static List<Map<String, Object>> rows(List<Unheard> unheard) {
        return IntStream.range(0, unheard.size())
                .mapToObj(place -> row(place, unheard.get(place)))
                .toList();
    }

    private static Map<String, Object> row(int place, Unheard one) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("place", place);
        row.put("clock_id", one.clock().toString());
        row.put("why", one.cause().why().name());
        row.put("whom", one.cause().whom());
        row.put("since", one.since().toString());
        return row;
    }

    @Override
    public Mono<Void> heard(TenantId tenant, Collection<UUID> clocks) {
        return database.sql(HEARD)
                .bind("tenant", tenant.value())
                .bind("clocks", clocks.toArray(UUID[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Flux<Unheard> take(TenantId tenant, Collection<UUID> clocks) {
        return database.sql(TAKE)
                .bind("tenant", tenant.value())
                .bind("clocks", clocks.toArray(UUID[]::new))
                .map(row ->
                        new Unheard(
                                required(row, "clock_id", UUID.class),
                                new LeadId(required(row, "lead_id", UUID.class)),
                                cause(row),
                                required(row, "since", Instant.class)))
                .all();
    }

    private static Cause cause(Readable row) {
        return new Cause(
                Untold.valueOf(required(row, "why", String.class)),
                required(row, "whom", String.class));
    }

    @Override
    public Mono<Set<Cause>> due(TenantId tenant, Collection<Cause> causes, Instant now) {
        List<Cause> asked = List.copyOf(causes);
        return database.sql(DUE)
                .bind("tenant", tenant.value())
                .bind("whys", asked.stream().map(each -> each.why().name()).toArray(String[]::new))
                .bind("whoms", asked.stream().map(Cause::whom).toArray(String[]::new))
                .bind("now", now)
                .map(PostgresUnheardEscalations::cause)
                .all()
                .collect(toUnmodifiableSet());
    }
}
