package io.leaddispatcher.application.account;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.PasswordRules;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.access.port.PasswordHasher;
import io.leaddispatcher.application.account.port.PersonalAccounts;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation.Code;
import java.time.InstantSource;
import reactor.core.publisher.Mono;

/** Sets the password of whoever holds the link in their letter; every session of theirs ends. */
@UseCase
public final class ResetPassword {

    public record Command(Secret link, Secret password) {}

    /** What can come of it. */
    public sealed interface Outcome {
        record Done() implements Outcome {}

        /** Unknown, used or too old. */
        record Gone() implements Outcome {}
    }

    private final PersonalAccounts accounts;
    private final PasswordHasher hasher;
    private final InstantSource clock;

    public ResetPassword(PersonalAccounts accounts, PasswordHasher hasher, InstantSource clock) {
        this.accounts = accounts;
        this.hasher = hasher;
        this.clock = clock;
    }

    /**
     * Fails with {@link InvalidInputException}, and the link stays good, when the password is none.
     */
    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            PasswordRules.violation(command.password().reveal())
                    .ifPresent(sentence -> {
                        throw new InvalidInputException("/password", Code.OUT_OF_RANGE, sentence);
                    });
            return hasher.hash(command.password().reveal())
                    .flatMap(hash ->
                            accounts.takeReset(
                                            TokenHash.of(command.link().reveal()), clock.instant())
                                    .flatMap(person ->
                                            accounts.setPassword(
                                                            person, hash, true, clock.instant())
                                                    .<Outcome>thenReturn(new Outcome.Done())))
                    .defaultIfEmpty(new Outcome.Gone());
        });
    }
}
