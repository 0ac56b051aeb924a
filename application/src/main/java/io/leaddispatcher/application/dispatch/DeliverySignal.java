package io.leaddispatcher.application.dispatch;

import com.google.common.base.Stopwatch;
import io.leaddispatcher.application.dispatch.port.ChannelConnections;
import io.leaddispatcher.application.dispatch.port.Deliveries.Held;
import io.leaddispatcher.application.dispatch.port.DeliveryWakeUp;
import io.leaddispatcher.application.signal.Emitter;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** The wake-up inside one node, and the way past the outbox for what it is to send at once. */
public final class DeliverySignal implements DeliveryWakeUp {

    /**
     * What was handed over by one commit.
     *
     * @param channels as that unit of work found them
     * @param since runs since then
     */
    record Handed(
            TenantId tenant, List<Held> held, ChannelConnections.Both channels, Stopwatch since) {}

    // What is missed is found by the clock, too.
    private final Emitter<Boolean> due = Emitter.toAll();
    private final Emitter<Boolean> handedOver = Emitter.toAll();
    private final Queue<Handed> handed = new ConcurrentLinkedQueue<>();
    private final Places places = new Places();

    @Override
    public void signal() {
        due.emit(true);
    }

    @Override
    public Optional<Duration> hold(int deliveries) {
        return deliveries > 0 && places.hasRoomFor(deliveries)
                ? Optional.of(DeliverDue.HOLD)
                : Optional.empty();
    }

    @Override
    public void handOver(TenantId tenant, List<Held> held, ChannelConnections.Both channels) {
        if (!held.isEmpty()) {
            handed.add(new Handed(tenant, held, channels, Stopwatch.createStarted()));
            handedOver.emit(true);
        }
    }

    Flux<Boolean> signals() {
        return due.words();
    }

    /** When something may have been handed over. */
    Flux<Boolean> handOvers() {
        return handedOver.words();
    }

    /** The next of what was handed over; null when there is no more. */
    @Nullable Handed nextHanded() {
        return handed.poll();
    }

    Places places() {
        return places;
    }
}
