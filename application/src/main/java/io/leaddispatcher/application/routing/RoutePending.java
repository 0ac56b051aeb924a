package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.domain.tenant.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Routes what waits in one tenant. */
@UseCase
public final class RoutePending {

    /** How many events a turn takes up at most. */
    public static final int BATCH = RoutingTurns.BATCH;

    private static final Logger LOG = LoggerFactory.getLogger(RoutePending.class);

    private final RoutingTurns turns;

    public RoutePending(RoutingTurns turns) {
        this.turns = turns;
    }

    /** Answers how many events were routed; fewer than {@link #BATCH} means that none is left. */
    public Mono<Integer> handle(TenantId tenant) {
        return turns.take(tenant, BATCH).onErrorResume(error -> oneByOne(tenant, error));
    }

    /**
     * One event that cannot be routed must not hold up the others of its batch: the first one is
     * routed alone, and when it is the culprit it is put off, visibly, to be tried again later.
     */
    private Mono<Integer> oneByOne(TenantId tenant, Throwable error) {
        LOG.warn(
                "a routing turn of tenant {} failed; its events are routed one by one",
                tenant,
                error);
        return turns.take(tenant, 1)
                .onErrorResume(culprit -> {
                    LOG.error(
                            "an event of tenant {} cannot be routed and is put off",
                            tenant,
                            culprit);
                    return turns.putOffFirst(tenant, String.valueOf(culprit.getMessage()))
                            .thenReturn(1);
                })
                // There may be more: the answer says so.
                .thenReturn(BATCH);
    }
}
