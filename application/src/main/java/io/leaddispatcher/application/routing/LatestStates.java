package io.leaddispatcher.application.routing;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.domain.pool.Ledger;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Optional;

/**
 * What this node's latest turn left of each tenant's state, so that it need not be read again. Good
 * for as long as nobody else has had the turn, which the number of the next one shows. Losing it
 * costs a read.
 */
final class LatestStates {

    private static final int TENANTS = 500;

    /**
     * The state after a turn.
     *
     * @param turn the number of that turn
     * @param kinds counted for the turn that is to come, with its configuration
     */
    record State(
            long turn,
            ImmutableMap<PoolKey, Ledger> ledgers,
            CarriedLoads loads,
            OpenKinds kinds,
            PoolRecords.Read records) {

        State passedOver(long later) {
            return new State(later, ledgers, loads, kinds, records);
        }

        State with(PoolRecords.Read read) {
            return new State(turn, ledgers, loads, kinds, read);
        }

        State with(OpenKinds counted) {
            return new State(turn, ledgers, loads, counted, records);
        }
    }

    private final Cache<TenantId, State> latest =
            CacheBuilder.newBuilder().maximumSize(TENANTS).build();

    /** The state in which this turn begins, when it is known here. */
    Optional<State> before(TenantId tenant, long turn) {
        return Optional.ofNullable(latest.getIfPresent(tenant))
                .filter(state -> state.turn() == turn - 1);
    }

    /** Once the turn is committed. */
    void keep(TenantId tenant, State state) {
        latest.put(tenant, state);
    }
}
