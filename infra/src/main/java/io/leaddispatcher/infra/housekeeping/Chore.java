package io.leaddispatcher.infra.housekeeping;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A use case that is called again and again for as long as the program runs, one call after the
 * other. One that fails is told of and comes up again.
 */
final class Chore implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Chore.class);

    private final String failure;
    private final Duration pause;
    private final Supplier<Mono<Void>> work;
    private Disposable running = Disposables.disposed();

    /**
     * A chore that is to be started.
     *
     * @param failure what is the case when it fails, for the log
     */
    Chore(String failure, Duration pause, Supplier<Mono<Void>> work) {
        this.failure = failure;
        this.pause = pause;
        this.work = work;
    }

    @Override
    public void start() {
        running =
                Flux.interval(pause)
                        .onBackpressureDrop()
                        .concatMap(_ -> once(), 1)
                        .subscribe(_ -> {}, error -> LOG.error(failure, error));
    }

    private Mono<Void> once() {
        return Mono.defer(work)
                .onErrorResume(error -> {
                    LOG.warn(failure, error);
                    return Mono.empty();
                });
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
