package io.leaddispatcher.http;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import java.time.Duration;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * A circuit breaker for each account: when half of its last calls, and at least ten of them, have
 * found the provider down, it is left alone for a while. They are this node's own.
 */
public final class CircuitBreakers {

    private static final Duration STAYS_OPEN = Duration.ofSeconds(30);

    private final CircuitBreakerRegistry breakers;
    private final String code;
    private final String message;

    /**
     * @param down the codes of failures that say that the provider is down
     * @param code of a call that was not made
     * @param message of a call that was not made
     */
    public CircuitBreakers(Set<String> down, String code, String message) {
        Set<String> saysSo = Set.copyOf(down);
        this.breakers =
                CircuitBreakerRegistry.of(
                        CircuitBreakerConfig.custom()
                                .slidingWindowSize(20)
                                .minimumNumberOfCalls(10)
                                .failureRateThreshold(50)
                                .waitDurationInOpenState(STAYS_OPEN)
                                .permittedNumberOfCallsInHalfOpenState(2)
                                .recordException(error ->
                                        error instanceof TranslationFailedException failure
                                                && saysSo.contains(failure.code()))
                                .build());
        this.code = code;
        this.message = message;
    }

    /**
     * The call, unless the provider is left alone: then it fails at once with a passing {@link
     * TranslationFailedException}.
     */
    public <T> Mono<T> guard(String account, Mono<T> call) {
        return call.transformDeferred(CircuitBreakerOperator.of(breakers.circuitBreaker(account)))
                .onErrorMap(
                        CallNotPermittedException.class,
                        cause ->
                                new TranslationFailedException(
                                        true, STAYS_OPEN, code, message, cause));
    }
}
