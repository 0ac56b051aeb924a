package io.leaddispatcher.adapter.postgres.leadview;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.application.leadfilter.port.SavedFilters;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresSavedFilters implements SavedFilters {

    private static final String OF =
            """
            select id, name, query, dropped_at
              from saved_filter
             where tenant_id = :tenant and member_id = :member
             order by lower(name), id
            """;

    private static final String SAVE =
            """
            insert into saved_filter (tenant_id, id, member_id, name, query, saved_at)
            values (:tenant, :id, :member, :name, :query, :at)
            on conflict (tenant_id, member_id, lower(name)) where dropped_at is null
            do update set name = excluded.name, query = excluded.query, saved_at = excluded.saved_at
            """;

    private static final String DROP =
            """
            update saved_filter set dropped_at = :at
             where tenant_id = :tenant and member_id = :member and id = :id and dropped_at is null
            """;

    private static final String FORGET =
            """
            delete from saved_filter
             where tenant_id = :tenant and member_id = :member and dropped_at < :before
            """;

    private static final String RESTORE =
            """
            update saved_filter f set dropped_at = null
             where f.tenant_id = :tenant and f.member_id = :member and f.id = :id and f.dropped_at is not null
               and not exists (select from saved_filter o
                                where o.tenant_id = f.tenant_id and o.member_id = f.member_id and o.dropped_at is null
                                  and lower(o.name) = lower(f.name))
            """;

    private final DatabaseClient database;

    PostgresSavedFilters(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<Saved> of(TenantId tenant, UUID member) {
        return of(OF, tenant, member).map(PostgresSavedFilters::saved).all();
    }

    private static Saved saved(Readable row) {
        Map<String, String> query = new TreeMap<>();
        JsonDocuments.read(required(row, "query", Json.class))
                .forEach((part, value) -> query.put(part, String.valueOf(value)));
        return new Saved(
                required(row, "id", UUID.class),
                required(row, "name", String.class),
                query,
                row.get("dropped_at", Instant.class));
    }

    @Override
    public Mono<Void> save(TenantId tenant, UUID member, Saved filter, Instant at) {
        return of(SAVE, tenant, member)
                .bind("id", filter.id())
                .bind("name", filter.name())
                .bind("query", JsonDocuments.toJson(filter.query()))
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Boolean> drop(
            TenantId tenant, UUID member, UUID filter, Instant at, Instant forget) {
        return of(FORGET, tenant, member)
                .bind("before", forget)
                .fetch()
                .rowsUpdated()
                .then(
                        of(DROP, tenant, member)
                                .bind("id", filter)
                                .bind("at", at)
                                .fetch()
                                .rowsUpdated())
                .map(rows -> rows > 0);
    }

    @Override
    public Mono<Boolean> restore(TenantId tenant, UUID member, UUID filter) {
        return of(RESTORE, tenant, member)
                .bind("id", filter)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    private DatabaseClient.GenericExecuteSpec of(String sql, TenantId tenant, UUID member) {
        return database.sql(sql).bind("tenant", tenant.value()).bind("member", member);
    }
}
