package io.leaddispatcher.application.access.port;

import java.time.Instant;
import java.util.Collection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Failed log-ins by subject: an account or an address. Shared by all nodes; needs no unit of work.
 */
public interface LoginFailures {

    record Count(String subject, int failures, Instant lastFailedAt) {}

    Flux<Count> counts(Collection<String> subjects);

    Mono<Void> record(String subject, Instant at);

    Mono<Void> clear(String subject);
}
