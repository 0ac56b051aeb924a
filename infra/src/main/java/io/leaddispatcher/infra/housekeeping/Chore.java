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
    private final int rests;
    private Disposable running = Disposables.disposed();

    /**
     * A chore that is to be started.
     *
     * @param failure what is the case when it fails, for the log
     */
    Chore(String failure, Duration pause, Supplier<Mono<Void>> work) {
        this(failure, pause, work, 0);
    }

    private Chore(String failure, Duration pause, Supplier<Mono<Void>> work, int rests) {
        this.failure = failure;
        this.pause = pause;
        this.work = work;
        this.rests = rests;
    }

    /**
     * Likewise, for what can wait: however long it takes, it takes a small part of the time.
     *
     * @param times as long as it took it rests, at least
     */
    Chore resting(int times) {
        return new Chore(failure, pause, work, times);
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
                })
                .thenReturn(true)
                .elapsed()
                .flatMap(ended -> rest(Duration.ofMillis(ended.getT1())));
    }

    private Mono<Void> rest(Duration took) {
        return rests == 0 ? Mono.empty() : Mono.delay(took.multipliedBy(rests)).then();
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
