package io.leaddispatcher.application.slack.port;

import reactor.core.publisher.Mono;

/** Does work that goes on when the request that asked for it is answered, or given up. */
public interface Afterwards {

    /**
     * Begins at once.
     *
     * @return what comes of it; who stops listening does not stop the work
     */
    <T> Mono<T> begin(Mono<T> work);
}
