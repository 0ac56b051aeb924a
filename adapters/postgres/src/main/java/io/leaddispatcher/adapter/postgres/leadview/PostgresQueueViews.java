package io.leaddispatcher.adapter.postgres.leadview;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.adapter.postgres.encryption.RowCiphers;
import io.leaddispatcher.adapter.postgres.routing.WaitingOrder;
import io.leaddispatcher.application.queue.port.QueueViews;
import io.leaddispatcher.application.routing.port.WaitingLeads.Line;
import io.leaddispatcher.application.routing.port.WaitingLeads.Place;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

@Component
final class PostgresQueueViews implements QueueViews {

    private static final String COUNTS =
            """
            select queue_key, count(*) as leads, min(waits_since) as oldest
              from lead
             where tenant_id = :tenant and status = 'QUEUED' and queue_key is not null
             group by queue_key
            """;

    private static final String IN_ORDER = ordered(WaitingOrder.SQL);
    private static final String HEADS = ordered(WaitingOrder.OF_EACH_QUEUE);

    private final DatabaseClient database;
    private final RowCiphers ciphers;

    PostgresQueueViews(DatabaseClient database, RowCiphers ciphers) {
        this.database = database;
        this.ciphers = ciphers;
    }

    private static String ordered(String waiting) {
        return """
        with w as materialized (%s)
        select w.turn, l.waits_since, %s
          from w
         cross join lateral (select l.* from lead l where l.tenant_id = :tenant and l.id = w.id offset 0) l
         order by w.turn, w.id
        """
                .formatted(waiting, PostgresLeadViews.COLUMNS);
    }

    @Override
    public Flux<Waiters> counts(TenantId tenant) {
        return database.sql(COUNTS)
                .bind("tenant", tenant.value())
                .map(row ->
                        new Waiters(
                                new QueueKey(required(row, "queue_key", String.class)),
                                required(row, "leads", Long.class),
                                required(row, "oldest", Instant.class)))
                .all();
    }

    @Override
    public Flux<Waiting> inOrder(
            TenantId tenant, Collection<Line> lines, @Nullable Place after, int limit) {
        return waiting(IN_ORDER, tenant, lines, after, limit);
    }

    @Override
    public Flux<Waiting> heads(TenantId tenant, Collection<Line> lines, int limit) {
        return waiting(HEADS, tenant, lines, null, limit);
    }

    private Flux<Waiting> waiting(
            String sql, TenantId tenant, Collection<Line> lines, @Nullable Place after, int limit) {
        return ciphers.toRead(tenant)
                .flatMapMany(cipher ->
                        WaitingOrder.bind(database.sql(sql), tenant, lines, after, limit)
                                .map(row -> waiting(row, cipher))
                                .all());
    }

    private static Waiting waiting(Readable row, RowCipher cipher) {
        return new Waiting(
                PostgresLeadViews.row(row, cipher),
                new Place(
                        required(row, "turn", Instant.class),
                        new LeadId(required(row, "id", UUID.class))),
                required(row, "waits_since", Instant.class));
    }
}
