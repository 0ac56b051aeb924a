package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.pool.LedgerRow;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.Instant;
import java.util.List;

/**
 * A lead is taken from whoever has it: they have room for another, and may get back the turn that
 * it was.
 *
 * @param state as if it had never been given to them, but for the day's and the hour's counts
 * @param rows what the ledgers note of it, in order
 */
public record Withdrawal(RoutingState state, List<Row> rows) {

    public Withdrawal {
        rows = List.copyOf(rows);
    }

    /**
     * Somebody who has the lead.
     *
     * @param turns the pools in which it was a turn that is to be given back
     * @param reason why, for the ledgers
     */
    public record Holder(RepKey rep, List<PoolKey> turns, String reason) {

        public Holder {
            turns = List.copyOf(turns);
        }
    }

    /** What one pool's ledger notes. */
    public record Row(PoolKey pool, LedgerRow row) {}

    /** Takes a lead from one who has it. */
    public static Withdrawal of(
            RoutingConfiguration configuration,
            RoutingState state,
            Lead lead,
            Holder holder,
            Instant at) {
        return credited(
                configuration, state.withOneLess(holder.rep(), lead.kind()), lead, holder, at);
    }

    /** Gives the turns back alone, to somebody who has the lead no longer. */
    public static Withdrawal credited(
            RoutingConfiguration configuration,
            RoutingState state,
            Lead lead,
            Holder holder,
            Instant at) {
        HeldTurns credited =
                HeldTurns.note(
                        configuration,
                        state,
                        holder.turns(),
                        at,
                        ledger -> ledger.credit(holder.rep(), lead.id(), holder.reason(), at));
        return new Withdrawal(credited.state(), credited.rows());
    }
}
