package io.leaddispatcher.infra.intake;

import io.leaddispatcher.application.routing.PullLeads;
import io.leaddispatcher.application.routing.port.WaitingLeads;
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
 * Looks twice a second where somebody may have come for leads that wait, and goes on there until
 * nobody is left. What one node leaves behind any other one takes up, since how things stood stands
 * in the database.
 */
final class PullRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PullRunner.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int TENANTS_AT_ONCE = 4;

    private final PullLeads pullLeads;
    private final WaitingLeads waiting;
    private final Set<TenantId> busy = ConcurrentHashMap.newKeySet();
    private Disposable running = Disposables.disposed();

    PullRunner(PullLeads pullLeads, WaitingLeads waiting) {
        this.pullLeads = pullLeads;
        this.waiting = waiting;
    }

    @Override
    public void start() {
        running =
                Flux.interval(POLL)
                        .onBackpressureDrop()
                        .concatMap(_ -> tenants(), 1)
                        .filter(busy::add)
                        .flatMap(this::pull, TENANTS_AT_ONCE)
                        .subscribe(
                                _ -> {}, error -> LOG.error("no lead is pulled any more", error));
    }

    private Flux<TenantId> tenants() {
        return waiting.tenants()
                .onErrorResume(error -> {
                    LOG.warn("nobody could say where leads wait", error);
                    return Flux.empty();
                });
    }

    private Mono<Integer> pull(TenantId tenant) {
        return pullLeads
                .handle(tenant)
                .repeat(this::isRunning)
                .takeUntil(looked -> looked == 0)
                .last()
                .onErrorResume(error -> {
                    LOG.error("leads of tenant {} could not be pulled", tenant, error);
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
