package io.leaddispatcher.application.access;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.port.PasswordHasher;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.access.port.SecondFactors;
import io.leaddispatcher.application.secret.SecretTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * A person asks for a session. Nothing in the answer or its time tells whether the account exists.
 * Wrong tries delay the next one, by account and by address; nothing locks an account for good.
 */
@UseCase
public final class LogIn {

    /**
     * Someone at the door.
     *
     * @param address where the request came from
     */
    public record Command(String email, String password, String address) {}

    /** What a log-in can come to. */
    public sealed interface Outcome {
        /**
         * In.
         *
         * @param token the session's secret, for the cookie; kept nowhere
         */
        record Opened(String token) implements Outcome {}

        /**
         * The password was right; a code is still owed, and until then nothing is open.
         *
         * @param token what to come back with, for a cookie; kept nowhere
         */
        record HalfOpened(String token) implements Outcome {}

        record Refused() implements Outcome {}

        record TooMany(Duration retryAfter) implements Outcome {}
    }

    static final Duration HALF = Duration.ofMinutes(10);

    private static final UUID NOBODY = new UUID(0, 0);

    private final People people;
    private final SecondFactors factors;
    private final SessionOpening opening;
    private final PasswordCheck passwords;
    private final PasswordHasher hasher;
    private final SecretTokens tokens;
    private final InstantSource clock;

    public LogIn(
            People people,
            SecondFactors factors,
            SessionOpening opening,
            PasswordCheck passwords,
            PasswordHasher hasher,
            SecretTokens tokens,
            InstantSource clock) {
        this.people = people;
        this.factors = factors;
        this.opening = opening;
        this.passwords = passwords;
        this.hasher = hasher;
        this.tokens = tokens;
        this.clock = clock;
    }

    public Mono<Outcome> handle(Command command) {
        return passwords
                .ask(
                        new Throttle.Subjects(command.email(), command.address()),
                        command.password(),
                        Outcome.TooMany::new,
                        found -> open(found, command))
                .switchIfEmpty(Mono.defer(() -> refuse(command.email())));
    }

    private Mono<Outcome> open(People.Credentials found, Command command) {
        return factors.find(found.person())
                .filter(SecondFactors.Factor::confirmed)
                .flatMap(_ -> halfOpen(found.person()))
                .switchIfEmpty(
                        Mono.defer(() ->
                                opening.open(found.person(), command.address())
                                        .<Outcome>map(Outcome.Opened::new)))
                .flatMap(outcome -> rehash(found, command.password()).thenReturn(outcome));
    }

    private Mono<Outcome> halfOpen(UUID person) {
        String token = tokens.next();
        Instant now = clock.instant();
        return factors.keepHalf(TokenHash.of(token), person, now, now.plus(HALF))
                .thenReturn(new Outcome.HalfOpened(token));
    }

    private Mono<Void> rehash(People.Credentials found, String password) {
        return Mono.justOrEmpty(found.passwordHash())
                .filter(hasher::isOutdated)
                .flatMap(_ -> hasher.hash(password))
                .flatMap(better -> people.changePasswordHash(found.person(), better));
    }

    /** Asks the same of the database whether there is such an account or not. */
    private Mono<Outcome> refuse(String email) {
        return people.find(EmailAddress.normalise(email))
                .map(People.Credentials::person)
                .defaultIfEmpty(NOBODY)
                .flatMap(opening::tellRefusal)
                .thenReturn(new Outcome.Refused());
    }
}
