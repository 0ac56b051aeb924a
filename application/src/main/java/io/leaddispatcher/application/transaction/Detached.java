package io.leaddispatcher.application.transaction;

import reactor.core.publisher.Mono;

/**
 * Work that goes on when whoever waits for it leaves: a commit is protected by its unit of work,
 * what has to follow it is by this.
 */
public final class Detached {

    private Detached() {}

    /**
     * Begins once for each subscriber and runs to its end; an error that nobody waits for is lost.
     */
    public static <T> Mono<T> from(Mono<T> work) {
        return Mono.deferContextual(context -> work.contextWrite(context).cache());
    }
}
