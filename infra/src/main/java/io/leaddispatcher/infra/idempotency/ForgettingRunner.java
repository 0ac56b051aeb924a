package io.leaddispatcher.infra.idempotency;

import io.leaddispatcher.application.idempotency.ForgetPastRequests;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Every few minutes, on each node; they share the work by what they find unlocked. */
@Component
final class ForgettingRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ForgettingRunner.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final ForgetPastRequests forgetPastRequests;
    private Disposable running = Disposables.disposed();

    ForgettingRunner(ForgetPastRequests forgetPastRequests) {
        this.forgetPastRequests = forgetPastRequests;
    }

    @Override
    public void start() {
        running =
                Flux.interval(PAUSE)
                        .onBackpressureDrop()
                        .concatMap(
                                _ ->
                                        forgetPastRequests
                                                .handle()
                                                .onErrorResume(error -> {
                                                    LOG.warn("past requests stay", error);
                                                    return Mono.empty();
                                                }),
                                1)
                        .subscribe(_ -> {}, error -> LOG.error("past requests stay", error));
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
