package io.leaddispatcher.application.simulation.port;

import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Carries work on after the request that asked for it. */
@FunctionalInterface
public interface BackgroundWork {

    /**
     * Begins it.
     *
     * @param work deals with its own errors
     * @return to stop it
     */
    Disposable begin(Mono<Void> work);
}
