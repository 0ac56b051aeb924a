package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.dispatch.port.DeliveryWakeUp;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** The wake-up inside one node. */
public final class DeliverySignal implements DeliveryWakeUp {

    private static final Duration CONTENTION = Duration.ofMillis(50);

    private final Sinks.Many<Boolean> sink = Sinks.many().multicast().directBestEffort();

    @Override
    public void signal() {
        try {
            sink.emitNext(true, Sinks.EmitFailureHandler.busyLooping(CONTENTION));
        } catch (Sinks.EmissionException lost) {
            // Polling finds the deliveries a moment later.
        }
    }

    Flux<Boolean> signals() {
        return sink.asFlux();
    }
}
