package io.leaddispatcher.adapter.postgres.policy;

import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.policy.port.Experiments;
import io.leaddispatcher.domain.experiment.ExperimentReport;
import io.leaddispatcher.domain.experiment.SideTally;
import io.leaddispatcher.domain.policy.ExperimentKey;
import io.leaddispatcher.domain.policy.ExperimentSide.Side;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresExperiments implements Experiments {

    // A lead that was decided more than once is on the side on which it was first; one that was
    // made part of another counts as that. Retention removes
    // the stories of leads that are closed, and leaves those of open ones: of a time of which some
    // are gone, none count, or else won and lost ones would be missing among them.
    private static final String REPORT =
            """
            with carried as (
                select min(published_at) as since from policy_version
                 where tenant_id = :tenant and kind = :kind and experiment_key = :key
            ), kept as (
                select coalesce(max(now() - make_interval(days => least(story_days, lead_days))),
                                '-infinity'::timestamptz) as since
                  from retention where tenant_id = :tenant
            ), decided as (
                select lead_id,
                       (array_agg(experiment_side order by decided_at, id))[1] as side,
                       bool_or(result = 'ASSIGNED') as assigned
                  from routing_run r
                 where tenant_id = :tenant and experiment_key = :key and kind = :word
                   and not exists (select from merged_lead m where m.tenant_id = :tenant and m.lead_id = r.lead_id)
                 group by lead_id
                having min(decided_at) >= (select since from kept)
            ), came as (
                select lead_id,
                       bool_or(type = 'MEETING_HELD') as meeting,
                       bool_or(type = 'OPPORTUNITY') as opportunity,
                       bool_or(type = 'WON') as won
                  from outcome
                 where tenant_id = :tenant and lead_id in (select lead_id from decided) and withdrawn_at is null
                 group by lead_id
            )
            select greatest(carried.since, kept.since) as since, decided.side,
                   count(decided.lead_id) as leads,
                   count(*) filter (where decided.assigned) as assigned,
                   count(*) filter (where came.meeting) as meetings,
                   count(*) filter (where came.opportunity) as opportunities,
                   count(*) filter (where came.won) as won
              from carried cross join kept
              left join decided on true left join came using (lead_id)
             where carried.since is not null
             group by carried.since, kept.since, decided.side
            """;

    private final DatabaseClient database;

    PostgresExperiments(DatabaseClient database) {
        this.database = database;
    }

    /**
     * One side.
     *
     * @param side null when there are no leads yet on either
     */
    private record Row(Instant since, @Nullable String side, SideTally tally) {}

    @Override
    public Mono<ExperimentReport> report(TenantId tenant, PolicyKind kind, ExperimentKey key) {
        return database.sql(REPORT)
                .bind("tenant", tenant.value())
                .bind("kind", kind.name())
                .bind("word", kind.pathName())
                .bind("key", key.value())
                .map(PostgresExperiments::row)
                .all()
                .collectList()
                .filter(rows -> !rows.isEmpty())
                .map(rows -> report(key, rows));
    }

    private static ExperimentReport report(ExperimentKey key, List<Row> rows) {
        Map<Side, SideTally> sides = new EnumMap<>(Side.class);
        for (Row row : rows) {
            if (row.side() != null) {
                sides.put(Side.valueOf(row.side()), row.tally());
            }
        }
        return new ExperimentReport(
                key,
                rows.getFirst().since(),
                sides.getOrDefault(Side.CONTROL, SideTally.NONE),
                sides.getOrDefault(Side.VARIANT, SideTally.NONE));
    }

    private static Row row(Readable row) {
        return new Row(
                Objects.requireNonNull(row.get("since", Instant.class), "since"),
                row.get("side", String.class),
                new SideTally(
                        count(row, "leads"),
                        count(row, "assigned"),
                        count(row, "meetings"),
                        count(row, "opportunities"),
                        count(row, "won")));
    }

    private static long count(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class), column);
    }
}
