package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.dispatch.port.Deliveries.Held;
import io.leaddispatcher.application.dispatch.port.DeliveryWakeUp;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** The wake-up inside one node, and the way past the outbox for what it is to send at once. */
public final class DeliverySignal implements DeliveryWakeUp {

    private static final Duration CONTENTION = Duration.ofMillis(50);

    /** What was handed over by one commit. */
    record Handed(TenantId tenant, List<Held> held) {}

    private final Sinks.Many<Boolean> sink = Sinks.many().multicast().directBestEffort();
    private final Sinks.Many<Handed> handed = Sinks.many().multicast().directBestEffort();
    private final Places places = new Places();

    @Override
    public void signal() {
        emit(sink, true);
    }

    @Override
    public Optional<Duration> hold(int deliveries) {
        return deliveries > 0 && places.hasRoomFor(deliveries)
                ? Optional.of(DeliverDue.HOLD)
                : Optional.empty();
    }

    @Override
    public void handOver(TenantId tenant, List<Held> held) {
        if (!held.isEmpty()) {
            emit(handed, new Handed(tenant, held));
        }
    }

    private static <T> void emit(Sinks.Many<T> sink, T value) {
        try {
            sink.emitNext(value, Sinks.EmitFailureHandler.busyLooping(CONTENTION));
        } catch (Sinks.EmissionException lost) {
            // Polling finds the deliveries a moment later, or once their hold has lapsed.
        }
    }

    Flux<Boolean> signals() {
        return sink.asFlux();
    }

    Flux<Handed> handed() {
        return handed.asFlux();
    }

    Places places() {
        return places;
    }
}
