package io.leaddispatcher.application.secondfactor;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.SecondFactorCheck;
import io.leaddispatcher.application.access.SessionOpening;
import io.leaddispatcher.application.access.Throttle;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.access.port.SecondFactors;
import io.leaddispatcher.application.connection.Secret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Somebody whose password was right gives the code that they still owe. Wrong codes delay the next
 * try like wrong passwords, however often the password is given in between.
 */
@UseCase
public final class PassSecondStep {

    /**
     * What was sent.
     *
     * @param half what the log-in gave
     * @param code from the app, or a recovery code
     * @param address where the request came from
     */
    public record Command(Secret half, Secret code, String address) {}

    /** What can come of it. */
    public sealed interface Outcome {
        /**
         * In.
         *
         * @param token the session's secret, for the cookie; kept nowhere
         */
        record Opened(Secret token) implements Outcome {}

        record Refused() implements Outcome {}

        /** The log-in was too long ago, is done already, or never was. */
        record Gone() implements Outcome {}

        record TooMany(Duration retryAfter) implements Outcome {}
    }

    private final SecondFactors factors;
    private final SecondFactorCheck check;
    private final SessionOpening opening;
    private final Throttle throttle;
    private final InstantSource clock;

    public PassSecondStep(
            SecondFactors factors,
            SecondFactorCheck check,
            SessionOpening opening,
            Throttle throttle,
            InstantSource clock) {
        this.factors = factors;
        this.check = check;
        this.opening = opening;
        this.throttle = throttle;
        this.clock = clock;
    }

    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            byte[] hash = TokenHash.of(command.half().reveal());
            return factors.findHalf(hash, clock.instant())
                    .flatMap(person -> attempt(command, hash, person))
                    .defaultIfEmpty(new Outcome.Gone());
        });
    }

    private Mono<Outcome> attempt(Command command, byte[] hash, UUID person) {
        var subjects = SecondFactorCheck.subjects(person, command.address());
        return throttle.waitFor(subjects)
                .<Outcome>map(Outcome.TooMany::new)
                .switchIfEmpty(
                        Mono.defer(() ->
                                check.use(person, command.code().reveal())
                                        .flatMap(right ->
                                                right
                                                        ? open(command, hash, subjects)
                                                        : refuse(person, subjects))));
    }

    private Mono<Outcome> open(Command command, byte[] hash, Throttle.Subjects subjects) {
        return factors.takeHalf(hash, clock.instant())
                .flatMap(person -> opening.open(person, command.address()))
                .flatMap(token ->
                        throttle.succeeded(subjects)
                                .thenReturn(new Outcome.Opened(new Secret(token))));
    }

    private Mono<Outcome> refuse(UUID person, Throttle.Subjects subjects) {
        return throttle.failed(subjects)
                .then(opening.tellRefusal(person))
                .thenReturn(new Outcome.Refused());
    }
}
