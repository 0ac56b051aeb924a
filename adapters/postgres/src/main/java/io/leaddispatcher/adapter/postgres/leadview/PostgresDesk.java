package io.leaddispatcher.adapter.postgres.leadview;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.application.me.port.Desk;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Workload;
import io.leaddispatcher.domain.sla.SlaTarget;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresDesk implements Desk {

    private static final String CLOCKS =
            """
            select lead_id, target, due_at, plan -> 'pace' ->> 'running' as running
              from sla_clock
             where tenant_id = :tenant and lead_id = any (:leads) and live
            """;

    private static final String TODAY =
            """
            select (select count(*) from task
                     where tenant_id = :tenant and rep_key = :rep and state = 'DONE' and ended_at >= :midnight) as done,
                   coalesce(l.open, 0) as open,
                   case when l.day = :midnight then l.day_count else 0 end as today,
                   (select count(*)::integer from unnest(l.recent) as each where each > :hourAgo) as hour
              from (values (1)) as one
              left join rep_load l on l.tenant_id = :tenant and l.rep_key = :rep
            """;

    private static final Duration HOUR = Duration.ofHours(1);

    private final DatabaseClient database;

    PostgresDesk(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<Clock> clocks(TenantId tenant, Collection<LeadId> leads) {
        return leads.isEmpty()
                ? Flux.empty()
                : database.sql(CLOCKS)
                        .bind("tenant", tenant.value())
                        .bind("leads", leads.stream().map(LeadId::value).toArray(UUID[]::new))
                        .map(row ->
                                new Clock(
                                        new LeadId(required(row, "lead_id", UUID.class)),
                                        SlaTarget.valueOf(required(row, "target", String.class)),
                                        required(row, "due_at", Instant.class),
                                        !"false".equals(row.get("running", String.class))))
                        .all();
    }

    @Override
    public Mono<Today> today(TenantId tenant, RepKey rep, Instant midnight, Instant now) {
        return database.sql(TODAY)
                .bind("tenant", tenant.value())
                .bind("rep", rep.value())
                .bind("midnight", midnight)
                .bind("hourAgo", now.minus(HOUR))
                .map(row ->
                        new Today(
                                required(row, "done", Long.class),
                                new Workload(
                                        required(row, "open", Integer.class),
                                        required(row, "today", Integer.class),
                                        required(row, "hour", Integer.class))))
                .one();
    }
}
