package io.leaddispatcher.infra.intake;

import io.leaddispatcher.application.intake.TranslateReceived;
import io.leaddispatcher.application.signal.Emitter;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Translates what was received: at once where this node stored it, and every quarter of a second
 * for the rest.
 */
final class TranslationRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TranslationRunner.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final int BATCH = 64;

    /** So that events which wait for a slow provider hold up no others. */
    private static final int BATCHES_AT_ONCE = 8;

    private final TranslateReceived translateReceived;
    // What is missed is found a moment later.
    private final Emitter<Boolean> wanted = Emitter.toAll();
    private Disposable running = Disposables.disposed();

    TranslationRunner(TranslateReceived translateReceived) {
        this.translateReceived = translateReceived;
    }

    void received() {
        wanted.emit(true);
    }

    @Override
    public void start() {
        running =
                Flux.merge(wanted.words(), Flux.interval(POLL).map(_ -> true).onBackpressureDrop())
                        .onBackpressureLatest()
                        .flatMap(_ -> translate(), BATCHES_AT_ONCE, 1)
                        .subscribe(_ -> {}, error -> LOG.error("translation has stopped", error));
    }

    private Mono<Integer> translate() {
        return translateReceived
                .handle(BATCH)
                .doOnNext(taken -> {
                    if (taken == BATCH) {
                        received();
                    }
                })
                .onErrorResume(error -> {
                    LOG.warn("received events could not be claimed", error);
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
