package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.pool.Ledger;
import io.leaddispatcher.domain.pool.LedgerChange;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.PoolKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What is noted in the ledgers of pools about turns that somebody has had.
 *
 * @param rows in order
 */
record HeldTurns(RoutingState state, List<Withdrawal.Row> rows) {

    /** In each ledger as it stands at that time; pools that are not there any more have none. */
    static HeldTurns note(
            RoutingConfiguration configuration,
            RoutingState state,
            List<PoolKey> turns,
            Instant at,
            Function<Ledger, LedgerChange> entry) {
        RoutingState next = state;
        List<Withdrawal.Row> rows = new ArrayList<>();
        for (PoolKey key : turns) {
            Pool pool = configuration.pool(key).orElse(null);
            if (pool != null) {
                LedgerChange followed =
                        next.ledger(key)
                                .forCycle(pool.cycle(), at, configuration.zone())
                                .following(pool, at);
                LedgerChange noted = entry.apply(followed.ledger());
                next = next.withLedger(key, noted.ledger());
                followed.rows().forEach(row -> rows.add(new Withdrawal.Row(key, row)));
                noted.rows().forEach(row -> rows.add(new Withdrawal.Row(key, row)));
            }
        }
        return new HeldTurns(next, rows);
    }
}
