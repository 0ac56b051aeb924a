package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.transaction.DueWork;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Routes what waits in one tenant. */
@UseCase
public final class RoutePending {

    /** How many events a turn takes up at most. */
    public static final int BATCH = RoutingTurns.BATCH;

    private final RoutingTurns turns;

    public RoutePending(RoutingTurns turns) {
        this.turns = turns;
    }

    /**
     * Answers how many events were routed; fewer than {@link #BATCH} means that none is left. One
     * that cannot be routed is put off, visibly, to be tried again later.
     */
    public Mono<Integer> handle(TenantId tenant) {
        return new DueWork<UUID>(
                        "events to be routed",
                        BATCH,
                        portion -> turns.take(tenant, portion),
                        atMost -> turns.names(tenant, atMost),
                        (event, why) ->
                                turns.putOff(tenant, event, String.valueOf(why.getMessage())))
                .of(tenant);
    }
}
