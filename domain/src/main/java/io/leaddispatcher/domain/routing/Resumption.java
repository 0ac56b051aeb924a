package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.pool.LedgerChange;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.PoolKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The work on a lead was called over and was not: whoever had it has it again, and where that had
 * given back the turn that it was, it is one after all.
 *
 * @param state as it was before the work was called over, but for what happened since
 * @param rows what the ledgers note of it, in order
 */
public record Resumption(RoutingState state, List<Withdrawal.Row> rows) {

    public Resumption {
        rows = List.copyOf(rows);
    }

    /**
     * @param holder who has it again; the turns are those that were given back
     */
    public static Resumption of(
            RoutingConfiguration configuration,
            RoutingState state,
            Lead lead,
            Withdrawal.Holder holder,
            Instant at) {
        RoutingState next = state.withOneMore(holder.rep(), lead.kind());
        List<Withdrawal.Row> rows = new ArrayList<>();
        for (PoolKey key : holder.turns()) {
            Pool pool = configuration.pool(key).orElse(null);
            if (pool != null) {
                LedgerChange followed =
                        next.ledger(key)
                                .forCycle(pool.cycle(), at, configuration.zone())
                                .following(pool, at);
                LedgerChange taken =
                        followed.ledger().takeBack(holder.rep(), lead.id(), holder.reason(), at);
                next = next.withLedger(key, taken.ledger());
                followed.rows().forEach(row -> rows.add(new Withdrawal.Row(key, row)));
                taken.rows().forEach(row -> rows.add(new Withdrawal.Row(key, row)));
            }
        }
        return new Resumption(next, rows);
    }
}
