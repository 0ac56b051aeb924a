package io.leaddispatcher.application.access;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** Answers that take as long whatever was found, so that no clock tells who has an account. */
public final class EvenPace {

    /** Longer than it takes to find an account and to keep what is made for it. */
    private static final Duration LEAST = Duration.ofMillis(200);

    private EvenPace() {}

    /** The same answer, not before the least time has passed. What fails does so at once. */
    public static <T> Mono<T> of(Mono<T> answer) {
        return answer.zipWith(Mono.delay(LEAST), (found, _) -> found);
    }
}
