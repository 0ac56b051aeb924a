package io.leaddispatcher.domain.routing;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.pool.Ledger;
import io.leaddispatcher.domain.pool.Performances;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Workload;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What changes from decision to decision: who has had how much. Immutable; a decision gives the
 * next one.
 */
public final class RoutingState {

    private final ImmutableMap<PoolKey, Ledger> ledgers;
    private final Function<RepKey, Workload> workloads;
    private final ImmutableMap<PoolKey, Performances> performances;
    // What has changed since the first of a row of decisions: it is few, and the rest is many.
    private final Map<PoolKey, Ledger> changedLedgers;
    private final Map<RepKey, Workload> changedWorkloads;

    public RoutingState(Map<PoolKey, Ledger> ledgers, Map<RepKey, Workload> workloads) {
        this(ledgers, workloadsOf(ImmutableMap.copyOf(workloads)));
    }

    /**
     * With workloads that are looked up.
     *
     * @param workloads answers the same for a rep each time; {@link Workload#NONE} for one who has
     *     none
     */
    public RoutingState(Map<PoolKey, Ledger> ledgers, Function<RepKey, Workload> workloads) {
        this(
                ImmutableMap.copyOf(ledgers),
                workloads,
                ImmutableMap.of(),
                ImmutableMap.of(),
                ImmutableMap.of());
    }

    private static Function<RepKey, Workload> workloadsOf(ImmutableMap<RepKey, Workload> known) {
        return rep -> known.getOrDefault(rep, Workload.NONE);
    }

    private RoutingState(
            ImmutableMap<PoolKey, Ledger> ledgers,
            Function<RepKey, Workload> workloads,
            ImmutableMap<PoolKey, Performances> performances,
            Map<PoolKey, Ledger> changedLedgers,
            Map<RepKey, Workload> changedWorkloads) {
        this.ledgers = ledgers;
        this.workloads = workloads;
        this.performances = performances;
        this.changedLedgers = changedLedgers;
        this.changedWorkloads = changedWorkloads;
    }

    public static RoutingState empty() {
        return new RoutingState(Map.of(), Map.<RepKey, Workload>of());
    }

    /** Likewise, with what pools have made of their leads, as it is known when this begins. */
    public RoutingState knowing(Map<PoolKey, Performances> pools) {
        return new RoutingState(
                ledgers, workloads, ImmutableMap.copyOf(pools), changedLedgers, changedWorkloads);
    }

    /**
     * Likewise, with all workloads looked up anew.
     *
     * @param other answers the same for a rep each time
     */
    public RoutingState with(Function<RepKey, Workload> other) {
        return new RoutingState(ledgers, other, performances, changedLedgers, Map.of());
    }

    Performances performances(PoolKey pool) {
        return performances.getOrDefault(pool, Performances.NONE);
    }

    /** An empty one for a pool that has dealt nothing. */
    public Ledger ledger(PoolKey pool) {
        Ledger changed = changedLedgers.get(pool);
        return changed == null ? ledgers.getOrDefault(pool, Ledger.empty()) : changed;
    }

    public Workload workload(RepKey rep) {
        Workload changed = changedWorkloads.get(rep);
        return changed == null ? workloads.apply(rep) : changed;
    }

    /** Likewise, when it is known what the rep was busy with before the first decision. */
    Workload workload(RepKey rep, Workload before) {
        return changedWorkloads.getOrDefault(rep, before);
    }

    /** What the reps were busy with before the first of a row of decisions. */
    Function<RepKey, Workload> workloads() {
        return workloads;
    }

    RoutingState withLedger(PoolKey pool, Ledger ledger) {
        return new RoutingState(
                ledgers,
                workloads,
                performances,
                plus(changedLedgers, pool, ledger),
                changedWorkloads);
    }

    RoutingState withOneMore(RepKey rep, LeadKind kind) {
        return new RoutingState(
                ledgers,
                workloads,
                performances,
                changedLedgers,
                plus(changedWorkloads, rep, workload(rep).oneMore(kind)));
    }

    /** With one lead of this kind less of a rep. */
    public RoutingState withOneLess(RepKey rep, LeadKind kind) {
        return new RoutingState(
                ledgers,
                workloads,
                performances,
                changedLedgers,
                plus(changedWorkloads, rep, workload(rep).oneLess(kind)));
    }

    private static <K, V> Map<K, V> plus(Map<K, V> map, K key, V value) {
        Map<K, V> next = new HashMap<>(map);
        next.put(key, value);
        return next;
    }
}
