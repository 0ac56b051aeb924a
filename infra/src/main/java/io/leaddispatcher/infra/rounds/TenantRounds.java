package io.leaddispatcher.infra.rounds;

import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks again and again in which workspaces something is due, and sees to a few of them at once,
 * never twice to the same. What one node leaves behind any other one takes up, since what is due
 * stands in the database.
 */
public final class TenantRounds implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TenantRounds.class);
    private static final int TENANTS_AT_ONCE = 4;

    private final String what;
    private final Duration pause;
    private final Supplier<Flux<TenantId>> due;
    private final Function<TenantId, Mono<?>> work;
    private final Set<TenantId> busy = ConcurrentHashMap.newKeySet();
    private Disposable running = Disposables.disposed();

    /**
     * Rounds that are to be started.
     *
     * @param what is due, in the plural, for the log
     * @param pause from one look to the next
     * @param due where something is
     * @param work sees to one workspace; what fails is tried again by a later round
     */
    public TenantRounds(
            String what,
            Duration pause,
            Supplier<Flux<TenantId>> due,
            Function<TenantId, Mono<?>> work) {
        this.what = what;
        this.pause = pause;
        this.due = due;
        this.work = work;
    }

    @Override
    public void start() {
        running =
                Flux.interval(pause)
                        .onBackpressureDrop()
                        .concatMap(_ -> tenants(), 1)
                        .filter(busy::add)
                        .flatMap(this::seeTo, TENANTS_AT_ONCE)
                        .subscribe(
                                _ -> {},
                                error -> LOG.error("{} are not looked for any more", what, error));
    }

    private Flux<TenantId> tenants() {
        return Flux.defer(due)
                .onErrorResume(error -> {
                    LOG.warn("nobody could say where {} are due", what, error);
                    return Flux.empty();
                });
    }

    private Mono<?> seeTo(TenantId tenant) {
        return Mono.<Object>defer(() -> work.apply(tenant))
                .onErrorResume(error -> {
                    LOG.error("{} of tenant {} failed; they are tried again", what, tenant, error);
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
