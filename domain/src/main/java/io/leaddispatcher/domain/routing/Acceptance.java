package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.pool.LedgerChange;
import io.leaddispatcher.domain.pool.LedgerRow;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rep takes a lead that several were asked about: only now is it the rep's work, and a turn in
 * the pool.
 *
 * @param state what the next decision goes on from
 * @param rows what the pool's ledger notes of it, in order
 */
public record Acceptance(RoutingState state, List<LedgerRow> rows) {

    public Acceptance {
        rows = List.copyOf(rows);
    }

    /**
     * @param pool whose members were asked; null or unknown by now: no turn is counted
     */
    public static Acceptance of(
            RoutingConfiguration configuration,
            RoutingState state,
            Lead lead,
            RepKey rep,
            @Nullable PoolKey pool,
            Instant at) {
        RoutingState taken = state.withOneMore(rep, lead.kind());
        Pool counting =
                pool == null
                        ? null
                        : configuration
                                .pool(pool)
                                .filter(each -> each.member(rep).isPresent())
                                .orElse(null);
        if (counting == null) {
            return new Acceptance(taken, List.of());
        }
        LedgerChange followed =
                taken.ledger(counting.key())
                        .forCycle(counting.cycle(), at, configuration.zone())
                        .following(counting, at);
        LedgerChange counted = followed.ledger().count(rep, lead.id(), at);
        return new Acceptance(
                taken.withLedger(counting.key(), counted.ledger()),
                Stream.concat(followed.rows().stream(), counted.rows().stream()).toList());
    }
}
