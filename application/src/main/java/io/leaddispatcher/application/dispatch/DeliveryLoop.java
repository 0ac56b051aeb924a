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
                Flux.merge(
                                signal.signals(),
                                Flux.interval(POLL).map(_ -> true).onBackpressureDrop())
                        .onBackpressureLatest()
                        .concatMap(_ -> claim(), 1);
        // There was room for each: they are few.
        Flux<Batch> handed =
                signal.handed()
                        .onBackpressureBuffer()
                        .map(added -> {
                            places.occupy(added.held().size());
                            return deliverDue.handed(added.tenant(), added.held());
                        });
        return Flux.merge(due, handed)
                .flatMap(this::deliver, PLACES)
                .doOnSubscribe(_ -> places.open())
                .doFinally(_ -> places.close());
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
