package io.leaddispatcher.application.access;

import io.leaddispatcher.application.access.port.PasswordHasher;
import io.leaddispatcher.application.access.port.People;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Whether a password is somebody's. Neither the answer nor its time tells whether there is such an
 * account.
 */
public final class PasswordCheck {

    private static final People.Credentials NOBODY =
            new People.Credentials(new UUID(0, 0), null, false);

    private final People people;
    private final PasswordHasher hasher;
    private final Throttle throttle;

    public PasswordCheck(People people, PasswordHasher hasher, Throttle throttle) {
        this.people = people;
        this.hasher = hasher;
        this.throttle = throttle;
    }

    /**
     * Asks for the password of the account, as often as the throttle lets somebody try.
     *
     * @param tooMany the answer to whoever has to wait
     * @param then what the right password opens; empty counts as a wrong one
     * @return empty when the password was wrong
     */
    public <T> Mono<T> ask(
            Throttle.Subjects subjects,
            String typed,
            Function<Duration, T> tooMany,
            Function<People.Credentials, Mono<T>> then) {
        return throttle.attempt(
                subjects,
                tooMany,
                () ->
                        people.find(EmailAddress.normalise(subjects.account()))
                                .defaultIfEmpty(NOBODY)
                                .filterWhen(found -> isRight(found, typed))
                                .flatMap(then));
    }

    /** Who has no password has none that is right. */
    public Mono<Boolean> isRight(People.Credentials credentials, String typed) {
        String stored = credentials.passwordHash();
        // One out of bounds still costs one hash, of a text of allowed length.
        boolean allowed = typed.length() <= PasswordRules.MOST * 2;
        return hasher.matches(
                        allowed ? typed : typed.substring(0, PasswordRules.MOST),
                        stored == null ? hasher.unmatchable() : stored)
                .map(right -> right && allowed && stored != null);
    }
}
