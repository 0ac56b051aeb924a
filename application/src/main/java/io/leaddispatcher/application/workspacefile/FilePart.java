package io.leaddispatcher.application.workspacefile;

import reactor.core.publisher.Mono;

/** A part of a workspace that a file can set. Called under the lock of the configuration. */
@FunctionalInterface
interface FilePart {

    /**
     * Fails with {@link io.leaddispatcher.domain.document.InvalidInputException} when the file's
     * part is wrong.
     */
    Mono<Step> plan(Incoming incoming);
}
