package io.leaddispatcher.infra.slack;

import io.leaddispatcher.application.slack.port.Afterwards;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Work on a subscription of its own. */
final class DetachedWork implements Afterwards {

    private static final Logger LOG = LoggerFactory.getLogger(DetachedWork.class);

    @Override
    public <T> Mono<T> begin(Mono<T> work) {
        return Mono.defer(() -> {
            Sinks.One<T> result = Sinks.one();
            work.subscribe(
                    result::tryEmitValue,
                    error -> {
                        LOG.error("work that nobody waits for failed", error);
                        result.tryEmitError(error);
                    },
                    result::tryEmitEmpty);
            return result.asMono();
        });
    }
}
