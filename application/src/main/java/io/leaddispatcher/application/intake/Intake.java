package io.leaddispatcher.application.intake;

import io.leaddispatcher.application.access.Caller;
import java.util.List;
import reactor.core.publisher.Mono;

/** Where the doors hand in what they have verified. */
@FunctionalInterface
public interface Intake {

    /**
     * Stores all of the events or none, and answers in their order. What was answered is never
     * lost, even when the subscriber leaves.
     */
    Mono<List<Stored>> handle(Caller caller, List<InboundEvent> events);
}
