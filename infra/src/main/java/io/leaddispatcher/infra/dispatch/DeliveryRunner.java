package io.leaddispatcher.infra.dispatch;

import io.leaddispatcher.application.dispatch.DeliveryLoop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;

/** Delivers as long as the application runs. */
final class DeliveryRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryRunner.class);

    private final DeliveryLoop loop;
    private volatile @Nullable Disposable running;

    DeliveryRunner(DeliveryLoop loop) {
        this.loop = loop;
    }

    @Override
    public void start() {
        running =
                loop.run()
                        .subscribe(_ -> {}, e -> LOG.error("deliveries have stopped for good", e));
    }

    @Override
    public void stop() {
        Disposable stopping = running;
        if (stopping != null) {
            stopping.dispose();
            running = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
