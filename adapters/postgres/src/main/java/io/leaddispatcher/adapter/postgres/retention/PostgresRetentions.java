package io.leaddispatcher.adapter.postgres.retention;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.adapter.postgres.transaction.Transactions;
import io.leaddispatcher.application.retention.Retention;
import io.leaddispatcher.application.retention.port.Retentions;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Interval;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresRetentions implements Retentions {

    private static final String FIND =
            """
            select event_days, delivery_days, story_days, lead_days, erasure_days
              from retention where tenant_id = :tenant
            """;

    private static final String SAVE =
            """
            insert into retention (tenant_id, event_days, delivery_days, story_days, lead_days, erasure_days)
            values (:tenant, :events, :deliveries, :stories, :leads, :erasures)
            on conflict (tenant_id) do update
               set event_days = excluded.event_days, delivery_days = excluded.delivery_days,
                   story_days = excluded.story_days, lead_days = excluded.lead_days,
                   erasure_days = excluded.erasure_days, due_at = now()
            """;

    private static final String DUE =
            """
            select (select count(*) from past_events(now() - make_interval(days => :events), :most)) as events,
                   (select count(*) from past_deliveries(now() - make_interval(days => :deliveries), :most)) as deliveries,
                   (select count(*) from past_stories(now() - make_interval(days => :stories), :most)) as stories,
                   (select count(*) from past_leads(now() - make_interval(days => :leads), :most)) as leads
            """;

    private static final String REMOVE_UNOWNED =
            """
            select purge_unowned()
            """;

    private static final String CLAIM =
            """
            select t from claim_purge(:hold) as t where t is not null
            """;

    private static final String REMOVE_SOME =
            """
            select purge_part(:kind, :most, :hold)
            """;

    private static final String FINISH =
            """
            with before as (select removed from retention where tenant_id = :tenant for update)
            update retention r set removed = '{}', due_at = now() + :pause
              from before
             where r.tenant_id = :tenant
            returning before.removed as removed
            """;

    private final DatabaseClient database;
    private final Transactions transactions;

    PostgresRetentions(DatabaseClient database, Transactions transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public Mono<Retention> find(TenantId tenant) {
        return database.sql(FIND)
                .bind("tenant", tenant.value())
                .map(PostgresRetentions::retention)
                .one()
                .defaultIfEmpty(Retention.STANDARD);
    }

    private static Retention retention(Readable row) {
        return new Retention(
                required(row, "event_days"),
                required(row, "delivery_days"),
                row.get("story_days", Integer.class),
                row.get("lead_days", Integer.class),
                required(row, "erasure_days"));
    }

    @Override
    public Mono<Void> save(TenantId tenant, Retention retention) {
        return bound(SAVE, retention)
                .bind("tenant", tenant.value())
                .bind("erasures", retention.erasures())
                .fetch()
                .rowsUpdated()
                .then();
    }

    private DatabaseClient.GenericExecuteSpec bound(String sql, Retention retention) {
        return database.sql(sql)
                .bind("events", retention.events())
                .bind("deliveries", retention.deliveries())
                .bind("stories", Parameters.in(R2dbcType.INTEGER, retention.stories()))
                .bind("leads", Parameters.in(R2dbcType.INTEGER, retention.leads()));
    }

    @Override
    public Mono<Map<Kind, Long>> due(TenantId tenant, Retention retention, int most) {
        return bound(DUE, retention)
                .bind("most", most + 1)
                .map(row ->
                        Map.of(
                                Kind.EVENTS, count(row, "events"),
                                Kind.DELIVERIES, count(row, "deliveries"),
                                Kind.STORIES, count(row, "stories"),
                                Kind.LEADS, count(row, "leads")))
                .one();
    }

    @Override
    public Mono<Void> removeUnowned() {
        return transactions.run(database.sql(REMOVE_UNOWNED).then());
    }

    @Override
    public Mono<TenantId> claim(Duration hold) {
        return transactions.run(
                database.sql(CLAIM)
                        .bind("hold", Interval.of(hold))
                        .mapValue(UUID.class)
                        .one()
                        .map(TenantId::new));
    }

    @Override
    public Mono<Long> removeSome(TenantId tenant, Kind kind, int atMost, Duration hold) {
        return database.sql(REMOVE_SOME)
                .bind("kind", kind.name().toLowerCase(Locale.ROOT))
                .bind("most", atMost)
                .bind("hold", Interval.of(hold))
                .mapValue(Long.class)
                .one();
    }

    @Override
    public Mono<Map<String, Object>> finish(TenantId tenant, Duration pause) {
        return database.sql(FINISH)
                .bind("tenant", tenant.value())
                .bind("pause", Interval.of(pause))
                .mapValue(Json.class)
                .one()
                .map(JsonDocuments::read)
                .map(PostgresRetentions::withoutNothing);
    }

    private static Map<String, Object> withoutNothing(Map<String, Object> removed) {
        return removed.entrySet().stream()
                .filter(each -> !each.getValue().toString().equals("0"))
                .sorted(Map.Entry.comparingByKey())
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                Map.Entry::getValue,
                                (first, _) -> first,
                                LinkedHashMap::new));
    }

    private static int required(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Integer.class), column);
    }

    private static long count(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class), column);
    }
}
