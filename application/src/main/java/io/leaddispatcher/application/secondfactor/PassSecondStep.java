package io.leaddispatcher.application.secondfactor;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.MembershipNews;
import io.leaddispatcher.application.access.SecondFactorCheck;
import io.leaddispatcher.application.access.SessionOpening;
import io.leaddispatcher.application.access.Throttle;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.access.port.SecondFactors;
import io.leaddispatcher.application.audit.AuditAction;
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
    private final FactorNews news;
    private final InstantSource clock;

    public PassSecondStep(
            SecondFactors factors,
            SecondFactorCheck check,
            SessionOpening opening,
            Throttle throttle,
            MembershipNews news,
            InstantSource clock) {
        this.factors = factors;
        this.check = check;
        this.opening = opening;
        this.throttle = throttle;
        this.news = new FactorNews(news);
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
        return throttle.attempt(
                        SecondFactorCheck.subjects(person, command.address()),
                        Outcome.TooMany::new,
                        () -> pass(command, hash, person))
                .switchIfEmpty(Mono.defer(() -> refuse(person)));
    }

    /** Empty when they stay outside. A code that would open nothing is not used up. */
    private Mono<Outcome> pass(Command command, byte[] hash, UUID person) {
        return opening.isPossible(person)
                .filter(Boolean::booleanValue)
                .flatMap(_ -> check.use(person, command.code().reveal()))
                .flatMap(proof ->
                        switch (proof) {
                            case NONE -> Mono.empty();
                            case CODE -> open(command, hash);
                            case RECOVERY_CODE ->
                                    news.recoveryCodeUsed(person).then(open(command, hash));
                        });
    }

    private Mono<Outcome> open(Command command, byte[] hash) {
        return Mono.defer(() -> factors.takeHalf(hash, clock.instant()))
                .map(person ->
                        opening.open(person, command.address())
                                .<Outcome>map(token -> new Outcome.Opened(new Secret(token))))
                .defaultIfEmpty(Mono.just(new Outcome.Gone()))
                .flatMap(outcome -> outcome);
    }

    private Mono<Outcome> refuse(UUID person) {
        return opening.tellRefusal(person, AuditAction.SECOND_FACTOR_REFUSED)
                .thenReturn(new Outcome.Refused());
    }
}
