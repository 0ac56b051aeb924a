package io.leaddispatcher.domain.simulation;

import io.leaddispatcher.domain.pool.Ledger;
import io.leaddispatcher.domain.pool.Performances;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Workload;
import io.leaddispatcher.domain.routing.Decision;
import io.leaddispatcher.domain.routing.Router;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.routing.RoutingState;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/**
 * Decides leads one after another as the router would, each at its own instant. Ledgers and loads
 * go on from lead to lead; nothing outside changes. Leads come best in the order of their instants.
 * Not thread-safe.
 */
public final class Simulation {

    private final Router router;
    private final SimulatedWork work;
    private RoutingState state;

    /**
     * How things stand when a simulation begins.
     *
     * @param at when it begins
     * @param work what a rep is busy with then; {@link Workload#NONE} for one who has nothing
     * @param records what pools have made of their leads
     */
    public record Start(
            Instant at,
            Map<PoolKey, Ledger> ledgers,
            Function<RepKey, Workload> work,
            Map<PoolKey, Performances> records) {

        public Start {
            ledgers = Map.copyOf(ledgers);
            records = Map.copyOf(records);
        }

        /** With pools that have dealt nothing and reps who have nothing to do. */
        public static Start fresh(Instant at, Map<PoolKey, Performances> records) {
            return new Start(at, Map.of(), _ -> Workload.NONE, records);
        }
    }

    public Simulation(RoutingConfiguration configuration, Start start) {
        this.router = new Router(configuration);
        this.work = new SimulatedWork(configuration.roster(), start.at(), start.work());
        this.state = new RoutingState(start.ledgers(), start.work()).knowing(start.records());
    }

    public Decision decide(SimulatedLead lead) {
        Decision decision =
                router.decide(lead.context(), state.with(work.at(lead.at())), lead.at());
        state = decision.state();
        if (decision.result() instanceof Decision.Result.Assigned assigned
                && !assigned.broadcast()) {
            work.give(assigned.reps().getFirst(), lead.at(), lead.workedFor());
        }
        return decision;
    }
}
