package io.leaddispatcher.application.pool;

import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.application.routing.port.RoutingStates.LedgerMove;
import io.leaddispatcher.application.routing.port.RoutingStates.PoolRow;
import io.leaddispatcher.domain.pool.Ledger;
import io.leaddispatcher.domain.pool.LedgerChange;
import io.leaddispatcher.domain.pool.LedgerRow;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;

/** Changes ledgers past the decisions, by whoever has the turn. */
final class LedgerMoves {

    private final RoutingStates states;

    LedgerMoves(RoutingStates states) {
        this.states = states;
    }

    /**
     * When it happens.
     *
     * @param zone in which cycles of pools begin
     */
    record Day(Instant at, ZoneId zone) {}

    /** How a ledger changes, which follows its pool already. */
    interface Change {
        LedgerChange of(Ledger ledger);
    }

    Mono<Void> move(TenantId tenant, Pool pool, Day day, Change how) {
        return states.ledgers(tenant)
                .flatMap(ledgers -> {
                    Ledger before = ledgers.getOrDefault(pool.key(), Ledger.empty());
                    LedgerChange followed =
                            before.forCycle(pool.cycle(), day.at(), day.zone())
                                    .following(pool, day.at());
                    LedgerChange changed = how.of(followed.ledger());
                    List<LedgerRow> rows = new ArrayList<>(followed.rows());
                    rows.addAll(changed.rows());
                    return states.save(
                            tenant,
                            new RoutingStates.Changes(
                                    List.of(new LedgerMove(pool.key(), before, changed.ledger())),
                                    rows.stream().map(row -> new PoolRow(pool.key(), row)).toList(),
                                    List.of()));
                });
    }
}
