package io.leaddispatcher.adapter.postgres.routing;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.application.routing.port.TrackRecords;
import io.leaddispatcher.domain.pool.Performances;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.pool.TrackRecord;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.segment.SegmentKey;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresTrackRecords implements TrackRecords {

    private static final String ALL_LEADS = "";

    private static final String ADD =
            """
            insert into track_record (tenant_id, pool_key, segment_key, rep_key, month, concluded, won)
            select :tenant, :pool, s, :rep, :month, :concluded, least(:won, :concluded) from unnest(:segments) as s
            on conflict (tenant_id, pool_key, segment_key, rep_key, month) do update
               set concluded = track_record.concluded + :concluded, won = track_record.won + :won
            """;

    private static final String TAKE_BACK =
            """
            update track_record
               set concluded = greatest(concluded - :concluded, 0),
                   won = least(greatest(won - :won, 0), greatest(concluded - :concluded, 0))
             where tenant_id = :tenant and pool_key = :pool and segment_key = any (:segments) and rep_key = :rep
               and month = :month
            """;

    private static final String SINCE =
            """
            select pool_key, segment_key, rep_key, sum(concluded)::bigint as concluded, sum(won)::bigint as won
              from track_record
             where tenant_id = :tenant and pool_key = any (:pools) and month >= :month
             group by pool_key, segment_key, rep_key
            """;

    private final DatabaseClient database;

    PostgresTrackRecords(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> add(TenantId tenant, Addition addition) {
        return change(ADD, tenant, addition);
    }

    @Override
    public Mono<Void> takeBack(TenantId tenant, Addition addition) {
        return change(TAKE_BACK, tenant, addition);
    }

    private Mono<Void> change(String sql, TenantId tenant, Addition addition) {
        return database.sql(sql)
                .bind("tenant", tenant.value())
                .bind("pool", addition.pool().value())
                .bind("rep", addition.rep().value())
                .bind("month", addition.month().atDay(1))
                .bind("concluded", addition.concluded())
                .bind("won", addition.won())
                .bind(
                        "segments",
                        Stream.concat(
                                        Stream.of(ALL_LEADS),
                                        addition.segments().stream().map(SegmentKey::value))
                                .toArray(String[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Map<PoolKey, Performances>> since(
            TenantId tenant, Collection<PoolKey> pools, YearMonth month) {
        return database.sql(SINCE)
                .bind("tenant", tenant.value())
                .bind("pools", pools.stream().map(PoolKey::value).toArray(String[]::new))
                .bind("month", month.atDay(1))
                .map(row ->
                        Map.entry(new PoolKey(required(row, "pool_key", String.class)), entry(row)))
                .all()
                .collectMultimap(Map.Entry::getKey, Map.Entry::getValue)
                .map(found -> {
                    Map<PoolKey, Performances> each = new HashMap<>();
                    pools.forEach(pool ->
                            each.put(pool, Performances.of(found.getOrDefault(pool, List.of()))));
                    return each;
                });
    }

    private static Performances.Entry entry(Readable row) {
        String segment = required(row, "segment_key", String.class);
        return new Performances.Entry(
                new RepKey(required(row, "rep_key", String.class)),
                segment.equals(ALL_LEADS) ? null : new SegmentKey(segment),
                new TrackRecord(
                        required(row, "concluded", Long.class), required(row, "won", Long.class)));
    }
}
