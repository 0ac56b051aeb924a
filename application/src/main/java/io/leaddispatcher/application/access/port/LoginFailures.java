package io.leaddispatcher.application.access.port;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

/**
 * Failed log-ins by subject: an account or an address. Shared by all nodes; needs no unit of work.
 */
public interface LoginFailures {

    record Count(String subject, int failures, Instant lastFailedAt) {}

    /**
     * Records a failure of each of the subjects if the counts so far allow it. Of many who ask at
     * once each sees what those before have recorded. Answers the counts that were decided by.
     */
    Mono<List<Count>> recordIf(
            Collection<String> subjects, Instant at, Predicate<List<Count>> allowed);

    /**
     * Takes one back: it was none.
     *
     * @param at when it was recorded
     * @param before when the failure before it was
     */
    Mono<Void> takeBack(String subject, Instant at, Instant before);

    Mono<Void> clear(String subject);
}
