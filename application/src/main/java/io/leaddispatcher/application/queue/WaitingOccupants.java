package io.leaddispatcher.application.queue;

import io.leaddispatcher.application.configuration.Occupants;
import io.leaddispatcher.application.queue.port.QueueViews;
import io.leaddispatcher.application.queue.port.QueueViews.Waiters;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/**
 * The leads that wait in a queue, counted under the turn: whoever puts one there before it has
 * committed it, and whoever would after it knows what has become of the queue.
 */
public final class WaitingOccupants implements Occupants {

    private final RoutingStates states;
    private final QueueViews queues;

    public WaitingOccupants(RoutingStates states, QueueViews queues) {
        this.states = states;
        this.queues = queues;
    }

    @Override
    public Mono<Long> of(TenantId tenant, QueueKey queue) {
        return states.takeTurn(tenant)
                .thenMany(queues.counts(tenant))
                .filter(counted -> counted.queue().equals(queue))
                .map(Waiters::leads)
                .reduce(0L, Long::sum);
    }
}
