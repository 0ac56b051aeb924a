package io.leaddispatcher.application.simulation;

import io.leaddispatcher.domain.routing.Decision;
import io.leaddispatcher.domain.routing.Router;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.routing.RoutingState;
import io.leaddispatcher.domain.simulation.SimulatedLead;
import io.leaddispatcher.domain.simulation.SimulationStart;

/**
 * Decides leads one after another as the router would, each at its own instant. Ledgers and loads
 * go on from lead to lead; nothing outside changes. Leads come best in the order of their instants.
 * Not thread-safe.
 */
final class Simulation {

    private final Router router;
    private final SimulatedWork work;
    private RoutingState state;

    Simulation(RoutingConfiguration configuration, SimulationStart start) {
        this.router = new Router(configuration);
        this.work = new SimulatedWork(configuration.roster(), start.at(), start.work());
        this.state = new RoutingState(start.ledgers(), start.work()).knowing(start.records());
    }

    Decision decide(SimulatedLead lead) {
        Decision decision =
                router.decide(lead.context(), state.with(work.at(lead.at())), lead.at());
        state = decision.state();
        if (decision.result() instanceof Decision.Result.Assigned assigned
                && !assigned.broadcast()) {
            work.give(
                    assigned.reps().getFirst(),
                    lead.context().lead().kind(),
                    lead.at(),
                    lead.workedFor());
        }
        return decision;
    }
}
