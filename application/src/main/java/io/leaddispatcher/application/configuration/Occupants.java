package io.leaddispatcher.application.configuration;

import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/** The leads that wait in a queue: it cannot go from under them. */
@FunctionalInterface
public interface Occupants {

    /**
     * How many there are. In the unit of work in which the queue would go and before anything is
     * written in it; until it ends, no other lead comes to wait there.
     */
    Mono<Long> of(TenantId tenant, QueueKey queue);
}
