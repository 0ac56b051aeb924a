package io.leaddispatcher.application.intake.port;

import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.Stored;
import reactor.core.publisher.Mono;

/** The stored deliveries of each tenant. */
public interface InboundEvents {

    /** Keeps the event, unless its idempotency key is there already. */
    Mono<Stored> store(InboundEvent event);
}
