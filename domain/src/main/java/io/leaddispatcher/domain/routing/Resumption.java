package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.lead.Lead;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
     * @param givenBackAt when they were; null: nobody knows
     */
    public static Resumption of(
            RoutingConfiguration configuration,
            RoutingState state,
            Lead lead,
            Withdrawal.Holder holder,
            @Nullable Instant givenBackAt,
            Instant at) {
        HeldTurns taken =
                HeldTurns.note(
                        configuration,
                        state.withOneMore(holder.rep(), lead.kind()),
                        holder.turns(),
                        at,
                        ledger ->
                                ledger.takeBack(
                                        holder.rep(), lead.id(), holder.reason(), givenBackAt, at));
        return new Resumption(taken.state(), taken.rows());
    }
}
