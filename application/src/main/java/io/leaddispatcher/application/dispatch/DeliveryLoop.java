package io.leaddispatcher.application.dispatch;

import static java.util.stream.Collectors.toMap;

import io.leaddispatcher.application.dispatch.DeliverDue.Batch;
import io.leaddispatcher.application.dispatch.DeliverDue.Command;
import io.leaddispatcher.application.dispatch.DeliverDue.Settled;
import io.leaddispatcher.application.dispatch.port.Deliveries.Claim;
import io.leaddispatcher.application.dispatch.port.Deliveries.Lane;
import io.leaddispatcher.application.dispatch.port.Deliveries.Room;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps delivering: what is handed over by whoever has added it, and what is due in the outbox,
 * woken at once by the signal, and every quarter of a second for what became due by time or on
 * another node. Many deliveries are in flight at once, up to a bound; a slow one keeps its own
 * place only, and what goes to servers that workspaces name takes no place of all else.
 */
public final class DeliveryLoop {

    static final int PLACES = Places.ALL;
    static final int BATCH = 128;
    static final int LANED_BATCH = 64;
    static final Duration POLL = Duration.ofMillis(250);

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLoop.class);

    private final DeliverDue deliverDue;
    private final DeliverySignal signal;
    private final Places places;
    private final LanePlaces lanes = new LanePlaces();

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
                .flatMap(this::deliver, PLACES + LanePlaces.ALL)
                .doFinally(_ -> places.close());
    }

    private static Flux<Boolean> orByTheClock(Flux<Boolean> signals) {
        // Of the signals that come while nobody has time for them the last one is kept.
        return Flux.merge(
                signals.onBackpressureLatest(),
                Flux.interval(POLL).map(_ -> true).onBackpressureDrop());
    }

    /** There was room for each of them when it was held. */
    private Flux<Batch> handedOver() {
        return Flux.generate(sink -> {
            DeliverySignal.Handed next = signal.nextHanded();
            if (next == null) {
                sink.complete();
            } else {
                sink.next(deliverDue.handed(next));
                places.occupy(next.held().size());
            }
        });
    }

    private Mono<Batch> claim() {
        return Mono.defer(() -> {
            int common = places.take(BATCH);
            int laned = Math.min(lanes.free(), LANED_BATCH);
            if (common == 0 && laned == 0) {
                return Mono.empty();
            }
            Room room = new Room(common, laned, LanePlaces.SHARE, lanes.underWay());
            return deliverDue
                    .handle(new Command(room))
                    .doOnNext(batch -> claimed(batch, room))
                    .onErrorResume(e -> {
                        giveBack(common);
                        LOG.warn("deliveries could not be claimed", e);
                        return Mono.empty();
                    });
        });
    }

    private void claimed(Batch batch, Room room) {
        List<Lane> taken =
                batch.claimed().stream().filter(Claim::hasLane).map(Claim::lane).toList();
        taken.forEach(lanes::take);
        int common = batch.claimed().size() - taken.size();
        giveBack(room.common() - common);
        boolean more = room.common() > 0 && common == room.common();
        if (room.common() > 0) {
            places.found(more);
        }
        // A lane that gave several may have more.
        if (more || Set.copyOf(taken).size() < taken.size()) {
            signal.signal();
        }
    }

    private Flux<Settled> deliver(Batch batch) {
        Map<DeliveryId, Lane> taken =
                batch.claimed().stream()
                        .filter(Claim::hasLane)
                        .collect(toMap(Claim::delivery, Claim::lane));
        return batch.settled().doOnNext(settled -> giveBack(taken.get(settled.delivery())));
    }

    /**
     * @param lane null for what has none
     */
    private void giveBack(@Nullable Lane lane) {
        if (lane == null) {
            giveBack(1);
        } else if (lanes.giveBack(lane)) {
            signal.signal();
        }
    }

    private void giveBack(int freed) {
        if (places.giveBack(freed)) {
            signal.signal();
        }
    }
}
