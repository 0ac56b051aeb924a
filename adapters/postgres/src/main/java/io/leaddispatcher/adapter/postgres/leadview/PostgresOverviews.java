package io.leaddispatcher.adapter.postgres.leadview;

import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.overview.OverviewView;
import io.leaddispatcher.application.overview.port.Overviews;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresOverviews implements Overviews {

    private static String count(Sight sight) {
        return """
        with seen as (
            select l.id, l.status, l.arrived_at
              from lead l
             where l.tenant_id = :tenant and (l.arrived_at >= :midnight or l.status in ('QUEUED', 'ASSIGNED'))
             %s)
        select (select count(*) from seen where arrived_at >= :midnight) as arrived,
               (select count(*) from seen where status = 'QUEUED') as queued,
               (select count(*) from seen s
                  join assignment a on a.tenant_id = :tenant and a.lead_id = s.id and a.state = 'OFFERED'
                 where s.status = 'ASSIGNED') as unanswered,
               (select count(*) from delivery d where d.tenant_id = :tenant and d.state = 'DEAD') as dead,
               (select percentile_cont(0.5) within group (order by extract(epoch from told.at - s.arrived_at))
                  from seen s
                  join lateral (select min(t.at) as at from timeline t
                                 where t.tenant_id = :tenant and t.lead_id = s.id and t.type = 'DISPATCHED') told
                    on told.at is not null
                 where s.arrived_at >= :midnight)::double precision as seconds
        """
                .formatted(SightCondition.sql(sight));
    }

    private final DatabaseClient database;

    PostgresOverviews(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<OverviewView> count(TenantId tenant, Sight sight, Instant midnight) {
        return SightCondition.bind(
                        database.sql(count(sight))
                                .bind("tenant", tenant.value())
                                .bind("midnight", midnight),
                        sight)
                .map(row -> {
                    Double seconds = row.get("seconds", Double.class);
                    return new OverviewView(
                            Objects.requireNonNull(row.get("arrived", Long.class)),
                            Objects.requireNonNull(row.get("queued", Long.class)),
                            Objects.requireNonNull(row.get("unanswered", Long.class)),
                            Objects.requireNonNull(row.get("dead", Long.class)),
                            seconds == null
                                    ? null
                                    : Duration.ofMillis(Math.max(0, Math.round(seconds * 1000))));
                })
                .one();
    }
}
