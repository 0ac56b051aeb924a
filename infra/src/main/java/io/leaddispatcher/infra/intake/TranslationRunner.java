package io.leaddispatcher.infra.intake;

import io.leaddispatcher.application.intake.TranslateReceived;
import io.leaddispatcher.application.intake.TranslateReceived.Batch;
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
                        .concatMap(_ -> claim(), 1)
                        // There are no more of them than places for their events.
                        .flatMap(this::translate, Integer.MAX_VALUE)
                        .subscribe(_ -> {}, error -> LOG.error("translation has stopped", error));
    }

    private Mono<Batch> claim() {
        return translateReceived
                .handle()
                .doOnNext(this::goOn)
                .onErrorResume(error -> {
                    LOG.warn("received events could not be claimed", error);
                    return Mono.empty();
                });
    }

    private Mono<Void> translate(Batch batch) {
        return batch.translated().doOnSuccess(_ -> goOn(batch));
    }

    private void goOn(Batch batch) {
        if (batch.more()) {
            received();
        }
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
