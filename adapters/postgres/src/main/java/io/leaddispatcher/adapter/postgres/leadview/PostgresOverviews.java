package io.leaddispatcher.adapter.postgres.leadview;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.overview.OverviewView;
import io.leaddispatcher.application.overview.OverviewView.Contested;
import io.leaddispatcher.application.overview.OverviewView.Late;
import io.leaddispatcher.application.overview.OverviewView.Publish;
import io.leaddispatcher.application.overview.OverviewView.WaitingQueue;
import io.leaddispatcher.application.overview.port.Overviews;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresOverviews implements Overviews {

    // One by one, by its key: of leads that are compared with all others there are too many.
    private static final String LEAD_OF =
            "cross join lateral (select l.* from lead l where l.tenant_id = :tenant and l.id = %s.lead_id%s offset 0) l";

    private static String queues(Sight sight) {
        return """
        select w.key, coalesce(q.document ->> 'name', w.key) as name, w.leads, w.oldest
          from (select l.queue_key as key, count(*) as leads, min(l.arrived_at) as oldest
                  from lead l
                 where l.tenant_id = :tenant and l.status = 'QUEUED' %s
                 group by l.queue_key) w
          left join configuration_document q on q.tenant_id = :tenant and q.kind = 'QUEUE' and q.key = w.key
         order by w.oldest, w.key
        """
                .formatted(SightCondition.sql(sight));
    }

    // What was published since has been seen to.
    private static final String PUBLISHES =
            """
            select s.kind, s.due_at as at, false as failed
              from publish_schedule s
             where s.tenant_id = :tenant and s.state = 'PENDING'
            union all
            select s.kind, s.ended_at, true
              from publish_schedule s
             where s.tenant_id = :tenant and s.state = 'FAILED' and s.ended_at >= :since
               and not exists (select from policy_version v
                                where v.tenant_id = s.tenant_id and v.kind = s.kind and v.published_at > s.ended_at)
             order by at
            """;

    private final DatabaseClient database;

    PostgresOverviews(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Whoever sees all leads need not ask which. How long it took is said of the latest 500 that
     * arrived today: their median is that of the day, and a busy day costs no more than a quiet
     * one.
     */
    private static String count(Sight sight) {
        boolean all = sight instanceof Sight.All;
        return """
        with today as materialized (
            select l.id, l.arrived_at
              from %9$s l)
        select (select count(*) from today) as arrived,
               offers.unanswered, offers.oldest, dead.dead, dead.first_dead,
               (select percentile_cont(0.5) within group (order by extract(epoch from told.at - s.arrived_at))
                  from (select * from today order by arrived_at desc limit 500) s
                  join lateral (select min(t.at) as at from timeline t
                                 where t.tenant_id = :tenant and t.lead_id = s.id and t.type = 'DISPATCHED') told
                    on told.at is not null)::double precision as seconds,
               breached.leads as breached, breached.first as breached_since,
               soon.leads as soon, soon.first as soon_at,
               contested.leads as contested, contested.first as contested_since
          from (select count(distinct a.lead_id) as unanswered, min(a.offered_at) as oldest
                  from assignment a
                 %8$s
                 where a.tenant_id = :tenant and a.state = 'OFFERED' %1$s) offers,
               (select count(*) as dead, min(d.updated_at) as first_dead
                  from delivery d %2$s
                 where d.tenant_id = :tenant and d.state = 'DEAD' %1$s) dead,
               (select count(distinct c.lead_id) as leads, min(c.due_at) as first
                  from sla_clock c %3$s
                 where c.tenant_id = :tenant %4$s %1$s) breached,
               (select count(distinct c.lead_id) as leads, min(c.due_at) as first
                  from sla_clock c %3$s
                 where c.tenant_id = :tenant %5$s %1$s) soon,
               (select count(distinct t.lead_id) as leads, min(t.at) as first
                  from timeline t %6$s
                 where t.tenant_id = :tenant %7$s %1$s) contested
        """
                .formatted(
                        SightCondition.sql(sight),
                        all ? "" : LEAD_OF.formatted("d", ""),
                        all ? "" : LEAD_OF.formatted("c", ""),
                        NeedCondition.BREACHED,
                        NeedCondition.DUE_SOON,
                        all ? "" : LEAD_OF.formatted("t", ""),
                        NeedCondition.CONTESTED,
                        LEAD_OF.formatted("a", " and l.status = 'ASSIGNED'"),
                        today(sight));
    }

    private static String today(Sight sight) {
        String today = " and l.arrived_at >= :midnight";
        return sight instanceof Sight.Own
                ? OwnLeads.all(today)
                : "(select l.id, l.arrived_at from lead l where l.tenant_id = :tenant%s%s)"
                        .formatted(today, SightCondition.sql(sight));
    }

    @Override
    public Mono<OverviewView> count(TenantId tenant, Sight sight, Instant midnight) {
        return queues(tenant, sight)
                .flatMap(queues ->
                        SightCondition.bind(
                                        database.sql(count(sight))
                                                .bind("tenant", tenant.value())
                                                .bind("midnight", midnight),
                                        sight)
                                .map(row -> overview(row, queues))
                                .one());
    }

    @Override
    public Flux<Publish> publishes(TenantId tenant, Instant failedSince) {
        return database.sql(PUBLISHES)
                .bind("tenant", tenant.value())
                .bind("since", failedSince)
                .map(row ->
                        new Publish(
                                required(row, "kind", String.class),
                                required(row, "at", Instant.class),
                                required(row, "failed", Boolean.class)))
                .all();
    }

    private Mono<List<WaitingQueue>> queues(TenantId tenant, Sight sight) {
        return SightCondition.bind(
                        database.sql(queues(sight)).bind("tenant", tenant.value()), sight)
                .map(row ->
                        new WaitingQueue(
                                required(row, "key", String.class),
                                required(row, "name", String.class),
                                required(row, "leads", Long.class),
                                required(row, "oldest", Instant.class)))
                .all()
                .collectList();
    }

    private static OverviewView overview(Readable row, List<WaitingQueue> queues) {
        Double seconds = row.get("seconds", Double.class);
        return new OverviewView(
                required(row, "arrived", Long.class),
                queues.stream().mapToLong(WaitingQueue::leads).sum(),
                required(row, "unanswered", Long.class),
                row.get("oldest", Instant.class),
                required(row, "dead", Long.class),
                row.get("first_dead", Instant.class),
                seconds == null ? null : Duration.ofMillis(Math.max(0, Math.round(seconds * 1000))),
                queues,
                new Late(
                        required(row, "breached", Long.class),
                        row.get("breached_since", Instant.class),
                        required(row, "soon", Long.class),
                        row.get("soon_at", Instant.class)),
                new Contested(
                        required(row, "contested", Long.class),
                        row.get("contested_since", Instant.class)),
                List.of());
    }
}
