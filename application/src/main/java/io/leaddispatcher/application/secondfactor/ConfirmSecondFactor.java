package io.leaddispatcher.application.secondfactor;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.MembershipNews;
import io.leaddispatcher.application.access.SecondFactorCheck;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.access.Throttle;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.access.port.SecondFactors;
import io.leaddispatcher.application.access.port.SecondFactors.Factor;
import io.leaddispatcher.application.access.port.Sessions;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.secret.SecretTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * A code shows that the app has the secret; from then on the log-in asks for one. Whoever was
 * logged in as this person without one is no more, and whoever sent the code goes on in a new
 * session.
 */
@UseCase
public final class ConfirmSecondFactor {

    /**
     * What was sent.
     *
     * @param address where the request came from
     */
    public record Command(SignedIn who, Secret code, String address) {}

    /** What can come of it. */
    public sealed interface Outcome {
        /**
         * It is on.
         *
         * @param session the secret of the session to go on with
         * @param recoveryCodes shown this once
         */
        record Confirmed(Secret session, RecoveryCodes recoveryCodes) implements Outcome {}

        record Wrong() implements Outcome {}

        /** There is nothing to confirm, or nothing of this session's. */
        record Nothing() implements Outcome {}

        record TooMany(Duration retryAfter) implements Outcome {}
    }

    private static final long NEVER_USED = -1;

    private final FactorOwner owner;
    private final SecondFactors factors;
    private final SecondFactorCheck check;
    private final Sessions sessions;
    private final Throttle throttle;
    private final SecretTokens tokens;
    private final FactorNews news;
    private final InstantSource clock;

    public ConfirmSecondFactor(
            People people,
            SecondFactors factors,
            SecondFactorCheck check,
            Sessions sessions,
            Throttle throttle,
            SecretTokens tokens,
            MembershipNews news,
            InstantSource clock) {
        this.owner = new FactorOwner(people);
        this.factors = factors;
        this.check = check;
        this.sessions = sessions;
        this.throttle = throttle;
        this.tokens = tokens;
        this.news = new FactorNews(news);
        this.clock = clock;
    }

    public Mono<Outcome> handle(Command command) {
        return owner.of(command.who())
                .flatMap(found ->
                        factors.find(found.person())
                                .filter(factor -> !factor.confirmed())
                                .flatMap(factor -> attempt(command, found.person(), factor)))
                .defaultIfEmpty(new Outcome.Nothing());
    }

    private Mono<Outcome> attempt(Command command, UUID person, Factor factor) {
        return throttle.attempt(
                        SecondFactorCheck.subjects(person, command.address()),
                        Outcome.TooMany::new,
                        () -> confirm(command, person, factor))
                .switchIfEmpty(
                        Mono.defer(
                                () -> news.refused(command.who()).thenReturn(new Outcome.Wrong())));
    }

    /** Empty when the code is wrong. */
    private Mono<Outcome> confirm(Command command, UUID person, Factor factor) {
        var step =
                check.decrypt(person, factor)
                        .stepOf(command.code().reveal(), clock.instant(), NEVER_USED);
        return step.isPresent()
                ? confirm(command, person, factor.secret(), step.getAsLong())
                        .defaultIfEmpty(new Outcome.Nothing())
                : Mono.empty();
    }

    private Mono<Outcome> confirm(Command command, UUID person, byte[] secret, long step) {
        var codes = RecoveryCodes.fresh(tokens);
        Instant now = clock.instant();
        return news.with(
                command.who(),
                person,
                Map.of("to", "on"),
                factors.confirm(person, secret, step, codes.hashes(person), now)
                        .filter(Boolean::booleanValue)
                        .flatMap(_ -> goOn(command, now))
                        .<Outcome>map(session -> new Outcome.Confirmed(session, codes)));
    }

    private Mono<Secret> goOn(Command command, Instant now) {
        String token = tokens.next();
        var here = command.who().membership();
        return sessions.open(
                        here.tenant(), TokenHash.of(token), here.member(), now, command.address())
                .thenReturn(new Secret(token));
    }
}
