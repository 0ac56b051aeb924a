package io.leaddispatcher.application.simulation;

import io.leaddispatcher.domain.pool.Candidate;
import io.leaddispatcher.domain.pool.PoolDealer;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.Acceptance;
import io.leaddispatcher.domain.routing.Decision;
import io.leaddispatcher.domain.routing.Router;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.routing.RoutingState;
import io.leaddispatcher.domain.simulation.SimulatedLead;
import io.leaddispatcher.domain.simulation.SimulationStart;
import java.util.Optional;

/**
 * Decides leads one after another as the router would, each at its own instant. Ledgers and loads
 * go on from lead to lead; nothing outside changes. Leads come best in the order of their instants.
 * Not thread-safe.
 */
final class Simulation {

    private final RoutingConfiguration configuration;
    private final Router router;
    private final SimulatedWork work;
    private RoutingState state;

    Simulation(RoutingConfiguration configuration, SimulationStart start) {
        this.configuration = configuration;
        this.router = new Router(configuration);
        this.work = new SimulatedWork(configuration.roster(), start.at(), start.work());
        this.state = new RoutingState(start.ledgers(), start.work()).knowing(start.records());
    }

    Decision decide(SimulatedLead lead) {
        Decision decision =
                router.decide(lead.context(), state.with(work.at(lead.at())), lead.at());
        state = decision.state();
        if (decision.result() instanceof Decision.Result.Assigned assigned) {
            RepKey taker =
                    assigned.broadcast() ? accepted(assigned, lead) : assigned.reps().getFirst();
            work.give(taker, lead.context().lead().kind(), lead.at(), lead.workedFor());
        }
        return decision;
    }

    /**
     * Nobody knows who would have been the first to accept: whoever's turn it was has the work, and
     * has had the turn.
     */
    private RepKey accepted(Decision.Result.Assigned assigned, SimulatedLead lead) {
        PoolKey key = assigned.pool();
        RepKey taker =
                Optional.ofNullable(key)
                        .flatMap(configuration::pool)
                        .map(pool ->
                                PoolDealer.preview(
                                                pool,
                                                state.ledger(pool.key()),
                                                assigned.reps().stream()
                                                        .map(this::candidate)
                                                        .toList(),
                                                1)
                                        .getFirst())
                        .orElse(assigned.reps().getFirst());
        state =
                Acceptance.of(configuration, state, lead.context().lead(), taker, key, lead.at())
                        .state();
        return taker;
    }

    private Candidate candidate(RepKey key) {
        Integer capacity =
                configuration.roster().rep(key).map(rep -> rep.capacity().open()).orElse(null);
        return new Candidate(key, state.workload(key).open(), capacity, 0);
    }
}
