package io.leaddispatcher.adapter.postgres.leadview;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.overview.OverviewView;
import io.leaddispatcher.application.overview.OverviewView.WaitingQueue;
import io.leaddispatcher.application.overview.port.Overviews;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresOverviews implements Overviews {

    private static String count(Sight sight) {
        return """
        with today as materialized (
            select l.id, l.arrived_at
              from lead l
             where l.tenant_id = :tenant and l.arrived_at >= :midnight %1$s)
        select (select count(*) from today) as arrived,
               offers.unanswered,
               offers.oldest,
               (select count(*) from delivery d
                  join lead l on l.tenant_id = d.tenant_id and l.id = d.lead_id
                 where d.tenant_id = :tenant and d.state = 'DEAD' %1$s) as dead,
               (select percentile_cont(0.5) within group (order by extract(epoch from told.at - s.arrived_at))
                  from today s
                  join lateral (select min(t.at) as at from timeline t
                                 where t.tenant_id = :tenant and t.lead_id = s.id and t.type = 'DISPATCHED') told
                    on told.at is not null)::double precision as seconds
          from (select count(*) as unanswered, min(a.offered_at) as oldest
                  from assignment a
                  join lead l on l.tenant_id = a.tenant_id and l.id = a.lead_id and l.status = 'ASSIGNED'
                 where a.tenant_id = :tenant and a.state = 'OFFERED' %1$s) offers
        """
                .formatted(SightCondition.sql(sight));
    }

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

    private final DatabaseClient database;

    PostgresOverviews(DatabaseClient database) {
        this.database = database;
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
                required(row, "dead", Long.class),
                seconds == null ? null : Duration.ofMillis(Math.max(0, Math.round(seconds * 1000))),
                queues,
                row.get("oldest", Instant.class));
    }
}
