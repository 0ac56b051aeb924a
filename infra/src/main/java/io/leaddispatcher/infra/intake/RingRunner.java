package io.leaddispatcher.infra.intake;

import io.leaddispatcher.application.routing.JoinRings;
import io.leaddispatcher.application.routing.port.WaitingRings;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks every quarter of a second for leads whose next ring joins. What one node leaves behind any
 * other one takes up, since when a ring is due stands with the lead.
 */
final class RingRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RingRunner.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final int TENANTS_AT_ONCE = 4;

    private final JoinRings joinRings;
    private final WaitingRings rings;
    private final Set<TenantId> busy = ConcurrentHashMap.newKeySet();
    private Disposable running = Disposables.disposed();

    RingRunner(JoinRings joinRings, WaitingRings rings) {
        this.joinRings = joinRings;
        this.rings = rings;
    }

    @Override
    public void start() {
        running =
                Flux.interval(POLL)
                        .onBackpressureDrop()
                        .concatMap(_ -> tenants(), 1)
                        .filter(busy::add)
                        .flatMap(this::join, TENANTS_AT_ONCE)
                        .subscribe(_ -> {}, error -> LOG.error("no ring joins any more", error));
    }

    private Flux<TenantId> tenants() {
        return rings.tenants()
                .onErrorResume(error -> {
                    LOG.warn("nobody could say which rings are due", error);
                    return Flux.empty();
                });
    }

    private Mono<Integer> join(TenantId tenant) {
        return joinRings
                .handle(tenant)
                .onErrorResume(error -> {
                    LOG.error("rings of tenant {} failed; they are tried again", tenant, error);
                    return Mono.empty();
                })
                .doFinally(_ -> busy.remove(tenant));
    }

    @Override
    public void stop() {
        running.dispose();
        busy.clear();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
