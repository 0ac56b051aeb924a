package io.leaddispatcher.adapter.postgres.policy;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.policy.port.Experiments;
import io.leaddispatcher.domain.estimate.Grouped;
import io.leaddispatcher.domain.experiment.ExperimentReport;
import io.leaddispatcher.domain.experiment.SideTally;
import io.leaddispatcher.domain.experiment.Span;
import io.leaddispatcher.domain.policy.ExperimentKey;
import io.leaddispatcher.domain.policy.ExperimentSide.Side;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    // Sides are compared within the versions between which the share was not changed. Companies are
    // what is dealt, so what is added up is by company; where that was not kept, each lead is one.
    private static final String REPORT =
            """
            with version as (
                select version, published_at,
                       experiment_share is distinct from lag(experiment_share) over (order by version) as changed
                  from policy_version
                 where tenant_id = :tenant and kind = :kind and experiment_key = :key
            ), span as (
                select version, count(*) filter (where changed) over (order by version) as number from version
            ), carried as (
                select min(published_at) as since from version
            ), kept as (
                select coalesce(max(now() - make_interval(days => least(story_days, lead_days))),
                                '-infinity'::timestamptz) as since
                  from retention where tenant_id = :tenant
            ), decided as (
                select lead_id,
                       (array_agg(experiment_side order by decided_at, id))[1] as side,
                       (array_agg(policy_version order by decided_at, id))[1] as version,
                       coalesce((array_agg(experiment_company order by decided_at, id))[1]::text,
                                lead_id::text) as company,
                       bool_or(result = 'ASSIGNED') as assigned,
                       bool_and(result = 'REJECTED') as rejected
                  from routing_run r
                 where tenant_id = :tenant and experiment_key = :key and kind = :word
                   and not exists (select from merged_lead m where m.tenant_id = :tenant and m.lead_id = r.lead_id)
                 group by lead_id
                having min(decided_at) >= (select since from kept)
            ), came as (
                select lead_id,
                       bool_or(type = 'MEETING_HELD') as meeting,
                       bool_or(type = 'OPPORTUNITY') as opportunity,
                       bool_or(type = 'WON') as won,
                       bool_or(type in ('WON', 'LOST', 'DISQUALIFIED')) as ended
                  from outcome
                 where tenant_id = :tenant and lead_id in (select lead_id from decided) and withdrawn_at is null
                 group by lead_id
            ), company as (
                select coalesce(span.number, 0) as span, decided.side,
                       count(*) as leads,
                       count(*) filter (where decided.assigned) as assigned,
                       count(*) filter (where came.meeting) as meetings,
                       count(*) filter (where came.opportunity) as opportunities,
                       count(*) filter (where came.won) as won,
                       count(*) filter (where not decided.rejected and came.ended is not true) as open
                  from decided
                  left join came using (lead_id)
                  left join span using (version)
                 group by 1, 2, decided.company
            )
            select greatest(carried.since, kept.since) as since, company.span, company.side,
                   count(company.leads) as companies,
                   coalesce(sum(leads), 0)::bigint as leads,
                   coalesce(sum(leads * leads), 0)::bigint as leads_squared,
                   coalesce(sum(assigned), 0)::bigint as assigned,
                   coalesce(sum(meetings), 0)::bigint as meetings,
                   coalesce(sum(meetings * meetings), 0)::bigint as meetings_squared,
                   coalesce(sum(meetings * leads), 0)::bigint as meetings_times_leads,
                   coalesce(sum(opportunities), 0)::bigint as opportunities,
                   coalesce(sum(opportunities * opportunities), 0)::bigint as opportunities_squared,
                   coalesce(sum(opportunities * leads), 0)::bigint as opportunities_times_leads,
                   coalesce(sum(won), 0)::bigint as won,
                   coalesce(sum(won * won), 0)::bigint as won_squared,
                   coalesce(sum(won * leads), 0)::bigint as won_times_leads,
                   coalesce(sum(open), 0)::bigint as open,
                   coalesce(sum(open * open), 0)::bigint as open_squared,
                   coalesce(sum(open * leads), 0)::bigint as open_times_leads
              from carried cross join kept left join company on true
             where carried.since is not null
             group by carried.since, kept.since, company.span, company.side
             order by company.span
            """;

    private final DatabaseClient database;

    PostgresExperiments(DatabaseClient database) {
        this.database = database;
    }

    /**
     * One side in one span.
     *
     * @param side null when there are no leads yet on either
     */
    private record Row(Instant since, long span, @Nullable String side, SideTally tally) {}

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
        Map<Long, Map<Side, SideTally>> spans = new TreeMap<>();
        for (Row row : rows) {
            if (row.side() != null) {
                spans.computeIfAbsent(row.span(), _ -> new EnumMap<>(Side.class))
                        .put(Side.valueOf(row.side()), row.tally());
            }
        }
        return new ExperimentReport(
                key,
                rows.getFirst().since(),
                spans.values().stream()
                        .map(sides ->
                                new Span(
                                        sides.getOrDefault(Side.CONTROL, SideTally.NONE),
                                        sides.getOrDefault(Side.VARIANT, SideTally.NONE)))
                        .toList());
    }

    private static Row row(Readable row) {
        Long span = row.get("span", Long.class);
        return new Row(
                required(row, "since", Instant.class),
                span == null ? 0 : span,
                row.get("side", String.class),
                new SideTally(
                        count(row, "assigned"),
                        grouped(row, "meetings"),
                        grouped(row, "opportunities"),
                        grouped(row, "won"),
                        grouped(row, "open")));
    }

    private static Grouped grouped(Readable row, String what) {
        return new Grouped(
                count(row, "companies"),
                count(row, what),
                count(row, "leads"),
                count(row, what + "_squared"),
                count(row, "leads_squared"),
                count(row, what + "_times_leads"));
    }

    private static long count(Readable row, String column) {
        return required(row, column, Long.class);
    }
}
