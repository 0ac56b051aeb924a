package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.dispatch.port.DeliveryPages;
import io.leaddispatcher.application.dispatch.port.DeliveryPages.Filter;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends again all that was given up, of a channel or a lead, each by itself and told to the audit
 * log: what fails in the middle leaves the others as they are, and one can press again.
 */
@UseCase
public final class ReplayDeliveries {

    /** So many at once: a person waits for the answer. */
    public static final int MOST = 500;

    /**
     * @param filter whose status does not count
     */
    public record Command(Caller caller, Filter filter) {}

    /**
     * What came of it.
     *
     * @param sent how many are on their way again
     * @param left how many of the filter are still given up
     */
    public record Replayed(long sent, long left) {}

    private final UnitOfWork unitOfWork;
    private final DeliveryPages deliveries;
    private final ReplayDelivery replay;

    public ReplayDeliveries(
            UnitOfWork unitOfWork, DeliveryPages deliveries, ReplayDelivery replay) {
        this.unitOfWork = unitOfWork;
        this.deliveries = deliveries;
        this.replay = replay;
    }

    public Mono<Replayed> handle(Command command) {
        return Mono.defer(() -> {
            Caller caller = command.caller();
            caller.require(Permission.CONFIGURE);
            return unitOfWork
                    .run(
                            caller.tenant(),
                            deliveries.dead(caller.tenant(), command.filter(), MOST).collectList())
                    .flatMapMany(Flux::fromIterable)
                    .concatMap(
                            dead -> replay.handle(new ReplayDelivery.Command(caller, dead.value())))
                    // Somebody else was quicker with the others.
                    .filter(ReplayDelivery.Outcome.Replayed.class::isInstance)
                    .count()
                    .flatMap(sent ->
                            unitOfWork
                                    .run(
                                            caller.tenant(),
                                            deliveries.counts(caller.tenant(), command.filter()))
                                    .map(counts ->
                                            new Replayed(
                                                    sent,
                                                    counts.getOrDefault(DeliveryState.DEAD, 0L))));
        });
    }
}
