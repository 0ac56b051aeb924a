package io.leaddispatcher.adapter.postgres.leadview;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.adapter.postgres.encryption.RowCiphers;
import io.leaddispatcher.application.dispatch.DeliveryView;
import io.leaddispatcher.application.dispatch.port.DeliveryPages;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresDeliveryPages implements DeliveryPages {

    // The deliveries of a page are found before their leads are read.
    private static String page(String conditions) {
        return """
        select %s,
               t.id as delivery_id, t.lead_id as delivery_lead, t.channel as delivery_channel, t.recipient,
               t.state as delivery_state, t.attempts, t.last_error, t.due_at, t.created_at, t.updated_at, t.change,
               t.sandboxed
          from (select d.tenant_id, d.id, d.lead_id, d.channel, d.recipient, d.state, d.attempts, d.last_error, d.due_at,
                       d.created_at, d.updated_at, d.route -> 0 ->> 'kind' = 'SLACK_CARD' as change,
                       d.reference like 'sandbox:%%' as sandboxed
                  from delivery d
                 where d.tenant_id = :tenant %s
                 order by d.id desc
                 limit :limit) t
          left join lateral (select l.* from lead l
                              where l.tenant_id = t.tenant_id and l.id = t.lead_id
                             offset 0) l on true
         order by t.id desc
        """
                .formatted(PostgresLeadViews.COLUMNS, conditions);
    }

    // One by one, each by the index of the states: together they would be counted with all that was
    // delivered.
    private static String counts(String conditions) {
        return """
        select s.state, (select count(*) from delivery d where d.tenant_id = :tenant and d.state = s.state %s) as many
          from unnest(array ['PENDING', 'SENDING', 'RETRYING', 'DEAD']) as s (state)
        """
                .formatted(conditions);
    }

    private static String dead(String conditions) {
        return """
        select d.id from delivery d
         where d.tenant_id = :tenant and d.state = 'DEAD' %s
         order by d.id
         limit :limit
        """
                .formatted(conditions);
    }

    private final DatabaseClient database;
    private final RowCiphers ciphers;

    PostgresDeliveryPages(DatabaseClient database, RowCiphers ciphers) {
        this.database = database;
        this.ciphers = ciphers;
    }

    @Override
    public Flux<Row> page(TenantId tenant, Filter filter, @Nullable DeliveryId before, int limit) {
        return ciphers.toRead(tenant)
                .flatMapMany(cipher -> page(tenant, filter, before, limit, cipher));
    }

    private Flux<Row> page(
            TenantId tenant,
            Filter filter,
            @Nullable DeliveryId before,
            int limit,
            RowCipher cipher) {
        String conditions =
                (filter.status() == null ? "" : " and d.state = :state")
                        + (before == null ? "" : " and d.id < :before")
                        + conditions(filter);
        GenericExecuteSpec query =
                bind(database.sql(page(conditions)), tenant, filter).bind("limit", limit);
        if (filter.status() != null) {
            query = query.bind("state", filter.status().name());
        }
        if (before != null) {
            query = query.bind("before", before.value());
        }
        return query.map(row -> row(row, cipher)).all();
    }

    @Override
    public Mono<Map<DeliveryState, Long>> counts(TenantId tenant, Filter filter) {
        return bind(database.sql(counts(conditions(filter))), tenant, filter)
                .map(row ->
                        Map.entry(
                                DeliveryState.valueOf(required(row, "state", String.class)),
                                required(row, "many", Long.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    @Override
    public Flux<DeliveryId> dead(TenantId tenant, Filter filter, int atMost) {
        return bind(database.sql(dead(conditions(filter))), tenant, filter)
                .bind("limit", atMost)
                .map(row -> new DeliveryId(required(row, "id", UUID.class)))
                .all();
    }

    /**
     * What holds whatever the status is. The channel is one of ours and written out, since a
     * parameter would hide the index of channels.
     */
    private static String conditions(Filter filter) {
        return (filter.channel() == null
                        ? ""
                        : " and d.channel = '%s'".formatted(filter.channel().name()))
                + (filter.lead() == null ? "" : " and d.lead_id = :lead");
    }

    private static GenericExecuteSpec bind(
            GenericExecuteSpec query, TenantId tenant, Filter filter) {
        GenericExecuteSpec bound = query.bind("tenant", tenant.value());
        return filter.lead() == null ? bound : bound.bind("lead", filter.lead().value());
    }

    private static Row row(Readable row, RowCipher cipher) {
        DeliveryState state = DeliveryState.valueOf(required(row, "delivery_state", String.class));
        boolean waits = state == DeliveryState.PENDING || state == DeliveryState.RETRYING;
        return new Row(
                new DeliveryView(
                        required(row, "delivery_id", UUID.class),
                        Channel.valueOf(required(row, "delivery_channel", String.class)),
                        required(row, "recipient", String.class),
                        row.get("delivery_lead", UUID.class),
                        state,
                        required(row, "attempts", Integer.class),
                        row.get("last_error", String.class),
                        waits ? required(row, "due_at", Instant.class) : null),
                Boolean.TRUE.equals(row.get("change", Boolean.class)),
                Boolean.TRUE.equals(row.get("sandboxed", Boolean.class)),
                required(row, "created_at", Instant.class),
                required(row, "updated_at", Instant.class),
                row.get("id") == null ? null : PostgresLeadViews.row(row, cipher));
    }
}
