package io.leaddispatcher.infra.retention;

import io.leaddispatcher.application.retention.RemovePastData;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks twice a minute, on each node, for workspaces in which it is time to remove what is over.
 */
@Component
final class RemovalRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RemovalRunner.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final RemovePastData removePastData;
    private Disposable running = Disposables.disposed();

    RemovalRunner(RemovePastData removePastData) {
        this.removePastData = removePastData;
    }

    @Override
    public void start() {
        running =
                Flux.interval(PAUSE)
                        .onBackpressureDrop()
                        .concatMap(
                                _ ->
                                        removePastData
                                                .handle()
                                                .onErrorResume(error -> {
                                                    LOG.warn("what is over stays", error);
                                                    return Mono.empty();
                                                }),
                                1)
                        .subscribe(_ -> {}, error -> LOG.error("what is over stays", error));
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
