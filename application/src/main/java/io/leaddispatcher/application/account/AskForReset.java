package io.leaddispatcher.application.account;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.EmailAddress;
import io.leaddispatcher.application.access.EvenPace;
import io.leaddispatcher.application.access.Throttle;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.account.port.PersonalAccounts;
import io.leaddispatcher.application.letter.Letter;
import io.leaddispatcher.application.letter.Letters;
import io.leaddispatcher.application.secret.SecretTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Somebody has forgotten their password. The answer does not tell whether they have an account. */
@UseCase
public final class AskForReset {

    /**
     * Who asks.
     *
     * @param address where the request came from
     */
    public record Command(String email, String address) {}

    /** What can come of it. */
    public sealed interface Outcome {
        /** If there is such an account, a letter is on its way. */
        record Posted() implements Outcome {}

        /** This installation sends no letters. */
        record NoMail() implements Outcome {}

        record TooMany(Duration retryAfter) implements Outcome {}
    }

    private static final Duration GOOD_FOR = Duration.ofHours(1);

    private final Throttle throttle;
    private final People people;
    private final PersonalAccounts accounts;
    private final SecretTokens secrets;
    private final Letters letters;
    private final InstantSource clock;

    public AskForReset(
            Throttle throttle,
            People people,
            PersonalAccounts accounts,
            SecretTokens secrets,
            Letters letters,
            InstantSource clock) {
        this.throttle = throttle;
        this.people = people;
        this.accounts = accounts;
        this.secrets = secrets;
        this.letters = letters;
        this.clock = clock;
    }

    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            if (!letters.areSent()) {
                return Mono.just(new Outcome.NoMail());
            }
            String email = EmailAddress.normalise(command.email());
            var subjects = Throttle.Subjects.of("reset " + email, "reset", command.address());
            return throttle.count(
                    subjects,
                    Outcome.TooMany::new,
                    () ->
                            EvenPace.of(
                                    people.find(email)
                                            .flatMap(found -> post(found.person(), email))
                                            .thenReturn(new Outcome.Posted())));
        });
    }

    private Mono<Void> post(UUID person, String email) {
        String secret = secrets.next();
        Instant now = clock.instant();
        return accounts.keepReset(TokenHash.of(secret), person, now, now.plus(GOOD_FOR))
                .then(
                        Mono.fromRunnable(() ->
                                letters.post(
                                        new Letter(
                                                email,
                                                "Set a new password",
                                                """
                                                Somebody, perhaps you, asked for a new password for Lead Dispatcher.
                                                The link works once, for an hour. If it was not you, do nothing.\
                                                """,
                                                "Set a new password",
                                                letters.link("/reset/" + secret)))));
    }
}
