package io.leaddispatcher.adapter.postgres.routing;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.leaddispatcher.application.routing.port.QueueAlerts;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresQueueAlerts implements QueueAlerts {

    private static final String DUE =
            """
            insert into queue_alert as a (tenant_id, queue_key, alerted_at)
            select :tenant, q.key, :now from unnest(:queues) as q (key)
            on conflict (tenant_id, queue_key) do update set alerted_at = excluded.alerted_at
             where a.alerted_at <= excluded.alerted_at - interval '4 hours'
                or (a.alerted_at <= excluded.alerted_at - interval '15 minutes'
                    and not exists (select from lead l
                                     where l.tenant_id = a.tenant_id and l.queue_key = a.queue_key and l.status = 'QUEUED'
                                       and l.id <> all (:leads)))
            returning queue_key
            """;

    private final DatabaseClient database;

    PostgresQueueAlerts(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Set<QueueKey>> due(
            TenantId tenant, Collection<QueueKey> queues, Collection<LeadId> leads, Instant now) {
        return database.sql(DUE)
                .bind("tenant", tenant.value())
                .bind("queues", queues.stream().map(QueueKey::value).toArray(String[]::new))
                .bind("leads", leads.stream().map(LeadId::value).toArray(UUID[]::new))
                .bind("now", now)
                .mapValue(String.class)
                .all()
                .map(QueueKey::new)
                .collect(toUnmodifiableSet());
    }
}
