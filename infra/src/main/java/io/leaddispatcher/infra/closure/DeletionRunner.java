package io.leaddispatcher.infra.closure;

import io.leaddispatcher.application.closure.DeleteClosedWorkspaces;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks every few seconds, on each node, for workspaces that are to be deleted now. */
@Component
final class DeletionRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeletionRunner.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final DeleteClosedWorkspaces deleteClosedWorkspaces;
    private Disposable running = Disposables.disposed();

    DeletionRunner(DeleteClosedWorkspaces deleteClosedWorkspaces) {
        this.deleteClosedWorkspaces = deleteClosedWorkspaces;
    }

    @Override
    public void start() {
        running =
                Flux.interval(PAUSE)
                        .onBackpressureDrop()
                        .concatMap(
                                _ ->
                                        deleteClosedWorkspaces
                                                .handle()
                                                .onErrorResume(error -> {
                                                    LOG.warn("closed workspaces stay", error);
                                                    return Mono.empty();
                                                }),
                                1)
                        .subscribe(_ -> {}, error -> LOG.error("closed workspaces stay", error));
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
