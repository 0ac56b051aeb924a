package io.leaddispatcher.adapter.postgres.leadview;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.adapter.postgres.encryption.RowCiphers;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.me.port.MyWork;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresMyWork implements MyWork {

    private static final String HELD =
            """
            select %s,
                   mine.id as offer_id, mine.state as offer_state, mine.priority as offer_priority, mine.broadcast,
                   mine.offered_at, mine.expires_at, mine.accepted_at
              from assignment mine
             cross join lateral (select l.* from lead l
                                  where l.tenant_id = :tenant and l.id = mine.lead_id
                                 offset 0) l
             where mine.tenant_id = :tenant and mine.rep_key = :rep and mine.state in ('OFFERED', 'ACCEPTED')
             order by mine.id
             limit :limit
            """
                    .formatted(PostgresLeadViews.COLUMNS);

    private static final String SINCE =
            """
            select count(*) as accepted,
                   (percentile_cont(0.5) within group (order by extract(epoch from accepted_at - offered_at)))
                       ::double precision as seconds
              from assignment
             where tenant_id = :tenant and rep_key = :rep and accepted_at >= :from
            """;

    private static final String WAITING =
            """
            select queue_key, count(*) as leads
              from lead
             where tenant_id = :tenant and queue_key = any (:queues) and status = 'QUEUED'
             group by queue_key
            """;

    private final DatabaseClient database;
    private final RowCiphers ciphers;

    PostgresMyWork(DatabaseClient database, RowCiphers ciphers) {
        this.database = database;
        this.ciphers = ciphers;
    }

    @Override
    public Flux<Held> held(TenantId tenant, RepKey rep, int limit) {
        return ciphers.toRead(tenant)
                .flatMapMany(cipher ->
                        database.sql(HELD)
                                .bind("tenant", tenant.value())
                                .bind("rep", rep.value())
                                .bind("limit", limit)
                                .map(row -> held(row, cipher))
                                .all());
    }

    private static Held held(Readable row, RowCipher cipher) {
        return new Held(
                PostgresLeadViews.row(row, cipher),
                required(row, "offer_id", UUID.class),
                AssignmentState.valueOf(required(row, "offer_state", String.class)),
                Priority.valueOf(required(row, "offer_priority", String.class)),
                required(row, "broadcast", Boolean.class),
                required(row, "offered_at", Instant.class),
                row.get("expires_at", Instant.class),
                row.get("accepted_at", Instant.class));
    }

    @Override
    public Mono<Numbers> since(TenantId tenant, RepKey rep, Instant from) {
        return database.sql(SINCE)
                .bind("tenant", tenant.value())
                .bind("rep", rep.value())
                .bind("from", from)
                .map(row -> {
                    Double seconds = row.get("seconds", Double.class);
                    return new Numbers(
                            required(row, "accepted", Long.class),
                            seconds == null
                                    ? null
                                    : Duration.ofMillis(Math.max(0, Math.round(seconds * 1000))));
                })
                .one();
    }

    @Override
    public Mono<Map<QueueKey, Long>> waiting(TenantId tenant, Collection<QueueKey> queues) {
        return queues.isEmpty()
                ? Mono.just(Map.of())
                : database.sql(WAITING)
                        .bind("tenant", tenant.value())
                        .bind("queues", queues.stream().map(QueueKey::value).toArray(String[]::new))
                        .map(row ->
                                Map.entry(
                                        new QueueKey(required(row, "queue_key", String.class)),
                                        required(row, "leads", Long.class)))
                        .all()
                        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
