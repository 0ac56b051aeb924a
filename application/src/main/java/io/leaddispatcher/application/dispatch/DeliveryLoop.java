package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.dispatch.DeliverDue.Batch;
import io.leaddispatcher.application.dispatch.DeliverDue.Command;
import io.leaddispatcher.application.dispatch.DeliverDue.Settled;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps delivering: woken at once by the signal, and every quarter of a second for what became due
 * by time or on another node. Many deliveries are in flight at once, up to a bound; a slow one
 * keeps its own place only.
 */
public final class DeliveryLoop {

    static final int PLACES = 512;
    static final int BATCH = 128;
    static final Duration POLL = Duration.ofMillis(250);

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLoop.class);

    private final DeliverDue deliverDue;
    private final DeliverySignal signal;
    private final AtomicInteger free = new AtomicInteger(PLACES);
    private final AtomicBoolean wanted = new AtomicBoolean();

    public DeliveryLoop(DeliverDue deliverDue, DeliverySignal signal) {
        this.deliverDue = deliverDue;
        this.signal = signal;
    }

    /** Runs until it is cancelled. Subscribe once. */
    public Flux<Settled> run() {
        return Flux.merge(signal.signals(), Flux.interval(POLL).map(_ -> true).onBackpressureDrop())
                .onBackpressureLatest()
                .concatMap(_ -> claim(), 1)
                .flatMap(this::deliver, PLACES);
    }

    private Mono<Batch> claim() {
        return Mono.defer(() -> {
            int asked = Math.min(free.get(), BATCH);
            if (asked == 0) {
                wanted.set(true);
                return Mono.empty();
            }
            free.addAndGet(-asked);
            return deliverDue
                    .handle(new Command(asked))
                    .doOnNext(batch -> {
                        free.addAndGet(asked - batch.claimed());
                        if (batch.claimed() == asked) {
                            signal.signal();
                        }
                    })
                    .onErrorResume(e -> {
                        free.addAndGet(asked);
                        LOG.warn("deliveries could not be claimed", e);
                        return Mono.empty();
                    });
        });
    }

    private Flux<Settled> deliver(Batch batch) {
        return batch.settled()
                .doOnNext(_ -> {
                    free.incrementAndGet();
                    if (wanted.compareAndSet(true, false)) {
                        signal.signal();
                    }
                });
    }
}
