package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.dispatch.DeliverDue.Batch;
import io.leaddispatcher.application.dispatch.DeliverDue.Command;
import io.leaddispatcher.application.dispatch.DeliverDue.Settled;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps delivering: what is handed over by whoever has added it, and what is due in the outbox,
 * woken at once by the signal, and every quarter of a second for what became due by time or on
 * another node. Many deliveries are in flight at once, up to a bound; a slow one keeps its own
 * place only.
 */
public final class DeliveryLoop {

    static final int PLACES = Places.ALL;
    static final int BATCH = 128;
    static final Duration POLL = Duration.ofMillis(250);

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLoop.class);

    private final DeliverDue deliverDue;
    private final DeliverySignal signal;
    private final Places places;

    public DeliveryLoop(DeliverDue deliverDue, DeliverySignal signal) {
        this.deliverDue = deliverDue;
        this.signal = signal;
        this.places = signal.places();
    }

    /** Runs until it is cancelled. Subscribe once. */
    public Flux<Settled> run() {
        Flux<Batch> due =
                orByTheClock(signal.signals()).onBackpressureLatest().concatMap(_ -> claim(), 1);
        Flux<Batch> handed =
                orByTheClock(signal.handOvers())
                        .onBackpressureLatest()
                        .concatMap(_ -> handedOver(), 1);
        // Subscribed to last: what is handed over from now on is heard.
        Flux<Batch> opening = Mono.<Batch>fromRunnable(places::open).flux();
        return Flux.merge(due, handed, opening)
                .flatMap(this::deliver, PLACES)
                .doFinally(_ -> places.close());
    }

    private static Flux<Boolean> orByTheClock(Flux<Boolean> signals) {
        return Flux.merge(signals, Flux.interval(POLL).map(_ -> true).onBackpressureDrop());
    }

    /** There was room for each of them when it was held. */
    private Flux<Batch> handedOver() {
        return Flux.generate(sink -> {
            DeliverySignal.Handed next = signal.nextHanded();
            if (next == null) {
                sink.complete();
            } else {
                sink.next(deliverDue.handed(next.tenant(), next.held(), next.since()));
                places.occupy(next.held().size());
            }
        });
    }

    private Mono<Batch> claim() {
        return Mono.defer(() -> {
            int asked = places.take(BATCH);
            if (asked == 0) {
                return Mono.empty();
            }
            return deliverDue
                    .handle(new Command(asked))
                    .doOnNext(batch -> {
                        giveBack(asked - batch.claimed());
                        places.found(batch.claimed() == asked);
                        if (batch.claimed() == asked) {
                            signal.signal();
                        }
                    })
                    .onErrorResume(e -> {
                        giveBack(asked);
                        LOG.warn("deliveries could not be claimed", e);
                        return Mono.empty();
                    });
        });
    }

    private Flux<Settled> deliver(Batch batch) {
        return batch.settled().doOnNext(_ -> giveBack(1));
    }

    private void giveBack(int freed) {
        if (places.giveBack(freed)) {
            signal.signal();
        }
    }
}
