package io.leaddispatcher.application.access.port;

import reactor.core.publisher.Mono;

/** Turns passwords into hashes, slowly and on purpose; off the event loop. */
public interface PasswordHasher {

    Mono<String> hash(String password);

    /** Takes the same time whether the hash is a real one or {@link #unmatchable()}. */
    Mono<Boolean> matches(String password, String hash);

    /** The hash of nobody's password, to be compared when the account is unknown. */
    String unmatchable();

    /** Whether the hash was made with weaker parameters than those in force. */
    boolean isOutdated(String hash);
}
