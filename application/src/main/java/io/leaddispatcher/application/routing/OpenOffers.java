package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.configuration.Departures;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * The offers that nobody has accepted yet: when those who were asked leave, their offers lapse at
 * once, so that {@link LapseOffers} decides the leads for somebody else. What they have accepted
 * stays with them until a person says who goes on with it.
 */
public final class OpenOffers implements Departures {

    private final RoutingStates states;
    private final Assignments assignments;

    public OpenOffers(RoutingStates states, Assignments assignments) {
        this.states = states;
        this.assignments = assignments;
    }

    /**
     * Under the turn: whoever decides before it by the old roster has committed its offers, and
     * whoever decides after it knows the new one. No offer slips through between them.
     */
    @Override
    public Mono<Void> of(TenantId tenant, Set<RepKey> reps) {
        return reps.isEmpty()
                ? Mono.empty()
                : states.takeTurn(tenant).then(assignments.lapse(tenant, reps));
    }
}
