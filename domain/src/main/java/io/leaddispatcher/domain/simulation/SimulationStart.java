package io.leaddispatcher.domain.simulation;

import io.leaddispatcher.domain.pool.Ledger;
import io.leaddispatcher.domain.pool.Performances;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Workload;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/**
 * How things stand when a simulation begins.
 *
 * @param at when it begins
 * @param work what a rep is busy with then; {@link Workload#NONE} for one who has nothing
 * @param records what pools have made of their leads
 */
public record SimulationStart(
        Instant at,
        Map<PoolKey, Ledger> ledgers,
        Function<RepKey, Workload> work,
        Map<PoolKey, Performances> records) {

    public SimulationStart {
        ledgers = Map.copyOf(ledgers);
        records = Map.copyOf(records);
    }

    /** With pools that have dealt nothing and reps who have nothing to do. */
    public static SimulationStart fresh(Instant at, Map<PoolKey, Performances> records) {
        return new SimulationStart(at, Map.of(), _ -> Workload.NONE, records);
    }
}
