package io.leaddispatcher.application.routing;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.application.routing.port.TrackRecords;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.domain.pool.Performances;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.pool.Strategy;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * What pools that go by performance have made of the leads of the last twelve months. Outcomes are
 * recorded under the turn, so what was read is as good as the rest of a remembered state: it is
 * read anew when somebody else has had the turn, and when a month begins.
 */
final class PoolRecords {

    private static final int MONTHS = 12;

    /**
     * What was read.
     *
     * @param from the first month that counts
     * @param pools of each pool that was asked for something
     */
    record Read(YearMonth from, ImmutableMap<PoolKey, Performances> pools) {

        static final Read NOTHING = new Read(YearMonth.of(1970, 1), ImmutableMap.of());

        boolean holds(YearMonth month, Set<PoolKey> asked) {
            return asked.isEmpty() || (from.equals(month) && pools.keySet().containsAll(asked));
        }
    }

    private final TrackRecords records;

    PoolRecords(TrackRecords records) {
        this.records = records;
    }

    /** The state with what the pools of the workspace have made of their leads. */
    Mono<LatestStates.State> in(
            TenantId tenant, Snapshot snapshot, LatestStates.State state, Instant now) {
        return state.records().holds(from(now), asked(snapshot.configuration()))
                ? Mono.just(state)
                : read(tenant, snapshot.configuration(), now).map(state::with);
    }

    Mono<Read> read(TenantId tenant, RoutingConfiguration configuration, Instant now) {
        return records.since(tenant, asked(configuration), from(now))
                .map(found -> new Read(from(now), ImmutableMap.copyOf(found)));
    }

    private static YearMonth from(Instant now) {
        return TrackRecords.Addition.month(now).minusMonths(MONTHS - 1);
    }

    private static Set<PoolKey> asked(RoutingConfiguration configuration) {
        return configuration.pools().stream()
                .filter(pool -> pool.strategy() == Strategy.PERFORMANCE)
                .map(Pool::key)
                .collect(Collectors.toUnmodifiableSet());
    }
}
