package io.leaddispatcher.domain.routing;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.domain.pool.Ledger;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Workload;
import java.util.HashMap;
import java.util.Map;

/**
 * What changes from decision to decision: who has had how much. Immutable; a decision gives the
 * next one.
 */
public final class RoutingState {

    private final ImmutableMap<PoolKey, Ledger> ledgers;
    private final ImmutableMap<RepKey, Workload> workloads;

    public RoutingState(Map<PoolKey, Ledger> ledgers, Map<RepKey, Workload> workloads) {
        this.ledgers = ImmutableMap.copyOf(ledgers);
        this.workloads = ImmutableMap.copyOf(workloads);
    }

    public static RoutingState empty() {
        return new RoutingState(Map.of(), Map.of());
    }

    /** An empty one for a pool that has dealt nothing. */
    public Ledger ledger(PoolKey pool) {
        Ledger found = ledgers.get(pool);
        return found == null ? Ledger.empty() : found;
    }

    public Workload workload(RepKey rep) {
        Workload found = workloads.get(rep);
        return found == null ? Workload.NONE : found;
    }

    RoutingState withLedger(PoolKey pool, Ledger ledger) {
        Map<PoolKey, Ledger> next = new HashMap<>(ledgers);
        next.put(pool, ledger);
        return new RoutingState(next, workloads);
    }

    RoutingState withOneMore(RepKey rep) {
        Map<RepKey, Workload> next = new HashMap<>(workloads);
        next.put(rep, workload(rep).oneMore());
        return new RoutingState(ledgers, next);
    }
}
