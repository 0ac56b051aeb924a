package io.leaddispatcher.http;

import io.leaddispatcher.application.intake.port.TranslationFailedException;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * A few tries more for a call that reads, when its failure passes soon. A longer wait is left to
 * whoever asked, so that nobody stands still.
 */
public final class ShortRetries {

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final int RETRIES = 2;

    private ShortRetries() {}

    /** Ends with the last failure itself. */
    public static Retry of(Scheduler time) {
        return Retry.backoff(RETRIES, FIRST_BACKOFF)
                .jitter(0.5)
                .scheduler(time)
                .filter(ShortRetries::isWorthAnotherTry)
                .doBeforeRetryAsync(signal ->
                        signal.failure() instanceof TranslationFailedException failure
                                ? Mono.delay(failure.retryAfter().orElse(Duration.ZERO), time)
                                        .then()
                                : Mono.empty())
                .onRetryExhaustedThrow((_, signal) -> signal.failure());
    }

    private static boolean isWorthAnotherTry(Throwable error) {
        return error instanceof TranslationFailedException failure
                && failure.isTransient()
                && failure.retryAfter().orElse(Duration.ZERO).compareTo(Pace.LONGEST_WAIT_IN_PLACE)
                        <= 0;
    }
}
