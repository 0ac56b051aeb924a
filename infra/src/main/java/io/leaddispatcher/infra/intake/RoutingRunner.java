package io.leaddispatcher.infra.intake;

import io.leaddispatcher.application.intake.port.ReadyEvents;
import io.leaddispatcher.application.routing.RoutePending;
import io.leaddispatcher.application.signal.Emitter;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Routes what is ready: at once where this node stored it, and every quarter of a second for what
 * another node left behind. Within this node a tenant is routed by one turn at a time; what comes
 * in meanwhile shares the next one.
 */
final class RoutingRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RoutingRunner.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final int TENANTS_AT_ONCE = 6;

    /** Whether a tenant's turn, while it runs, is to be followed by another one. */
    private enum Work {
        RUNNING,
        RUNNING_AND_MORE
    }

    private final RoutePending routePending;
    private final ReadyEvents events;
    private final Map<TenantId, Work> work = new ConcurrentHashMap<>();
    private final Emitter<TenantId> wanted = Emitter.toOne();
    private Disposable.Composite running = Disposables.composite();

    RoutingRunner(RoutePending routePending, ReadyEvents events) {
        this.routePending = routePending;
        this.events = events;
    }

    /** Something is ready in this tenant. */
    void ready(TenantId tenant) {
        Work after =
                work.compute(
                        tenant, (_, now) -> now == null ? Work.RUNNING : Work.RUNNING_AND_MORE);
        if (after == Work.RUNNING) {
            queue(tenant);
        }
    }

    private void queue(TenantId tenant) {
        if (!wanted.emit(tenant)) {
            work.remove(tenant);
        }
    }

    @Override
    public void start() {
        running = Disposables.composite();
        running.add(
                wanted.words()
                        .flatMap(this::route, TENANTS_AT_ONCE)
                        .subscribe(_ -> {}, error -> LOG.error("routing has stopped", error)));
        running.add(
                Flux.interval(POLL)
                        .onBackpressureDrop()
                        .concatMap(
                                _ ->
                                        events.tenantsToRoute()
                                                .onErrorResume(error -> {
                                                    LOG.warn(
                                                            "nobody could say what is ready to be routed",
                                                            error);
                                                    return Flux.empty();
                                                }),
                                1)
                        .subscribe(
                                this::ready,
                                error -> LOG.error("nothing is looked for any more", error)));
    }

    /** One turn. A tenant with more to do goes behind those that wait for theirs. */
    private Mono<Integer> route(TenantId tenant) {
        return routePending
                .handle(tenant)
                .doOnNext(routed -> {
                    if (routed == RoutePending.BATCH || !isDone(tenant)) {
                        queue(tenant);
                    }
                })
                .onErrorResume(error -> {
                    LOG.error(
                            "a routing turn of tenant {} failed; it is tried again", tenant, error);
                    queueLater(tenant);
                    return Mono.empty();
                });
    }

    /** Whoever fails keeps no place meanwhile. */
    private void queueLater(TenantId tenant) {
        Mono.delay(PAUSE_AFTER_FAILURE)
                .subscribe(
                        _ -> queue(tenant),
                        error -> LOG.error("tenant {} is not tried again", tenant, error));
    }

    /** Ends the work, unless something came in meanwhile. */
    private boolean isDone(TenantId tenant) {
        return work.compute(tenant, (_, now) -> now == Work.RUNNING_AND_MORE ? Work.RUNNING : null)
                == null;
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return running.size() > 0 && !running.isDisposed();
    }
}
