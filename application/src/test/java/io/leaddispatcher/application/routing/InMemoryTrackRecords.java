package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.routing.port.TrackRecords;
import io.leaddispatcher.domain.pool.Performances;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.pool.TrackRecord;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.segment.SegmentKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** The records of one tenant as what was added. */
public final class InMemoryTrackRecords implements TrackRecords {

    private record Key(RepKey rep, Optional<SegmentKey> segment) {}

    private final List<Addition> added = new ArrayList<>();

    /** How often they were read. */
    int reads;

    @Override
    public Mono<Void> add(TenantId tenant, Addition addition) {
        return Mono.fromRunnable(() -> added.add(addition));
    }

    @Override
    public Mono<Void> takeBack(TenantId tenant, Addition addition) {
        return add(
                tenant,
                new Addition(
                        addition.pool(),
                        addition.rep(),
                        addition.segments(),
                        addition.month(),
                        -addition.concluded(),
                        -addition.won()));
    }

    @Override
    public Mono<Map<PoolKey, Performances>> since(
            TenantId tenant, Collection<PoolKey> pools, YearMonth month) {
        return Mono.fromSupplier(() -> {
            reads++;
            Map<PoolKey, Performances> found = new HashMap<>();
            pools.forEach(pool -> found.put(pool, of(pool, month)));
            return found;
        });
    }

    private Performances of(PoolKey pool, YearMonth month) {
        Map<Key, int[]> sums = new LinkedHashMap<>();
        for (Addition each : added) {
            if (each.pool().equals(pool) && !each.month().isBefore(month)) {
                List<Optional<SegmentKey>> segments =
                        new ArrayList<>(each.segments().stream().map(Optional::of).toList());
                segments.add(Optional.empty());
                for (Optional<SegmentKey> segment : segments) {
                    int[] sum = sums.computeIfAbsent(new Key(each.rep(), segment), _ -> new int[2]);
                    sum[0] += each.concluded();
                    sum[1] += each.won();
                }
            }
        }
        List<Performances.Entry> entries = new ArrayList<>();
        sums.forEach((key, sum) ->
                entries.add(
                        new Performances.Entry(
                                key.rep(),
                                key.segment().orElse(null),
                                new TrackRecord(sum[0], sum[1]))));
        return Performances.of(entries);
    }
}
