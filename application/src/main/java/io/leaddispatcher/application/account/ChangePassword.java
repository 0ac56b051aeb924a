package io.leaddispatcher.application.account;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.MembershipNews;
import io.leaddispatcher.application.access.PasswordCheck;
import io.leaddispatcher.application.access.PasswordRules;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.access.Throttle;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.access.port.PasswordHasher;
import io.leaddispatcher.application.account.port.PersonalAccounts;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation.Code;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Gives somebody who is logged in another password. Every other session of theirs ends. */
@UseCase
public final class ChangePassword {

    /**
     * What was sent.
     *
     * @param session the secret of the session that goes on
     * @param address where the request came from
     */
    public record Command(
            SignedIn who, Secret session, Secret current, Secret next, String address) {}

    /** What can come of it. */
    public sealed interface Outcome {
        record Changed() implements Outcome {}

        /** The current password is another one. */
        record Wrong() implements Outcome {}

        record TooMany(Duration retryAfter) implements Outcome {}
    }

    private final PasswordCheck passwords;
    private final PersonalAccounts accounts;
    private final PasswordHasher hasher;
    private final MembershipNews news;
    private final InstantSource clock;

    public ChangePassword(
            PasswordCheck passwords,
            PersonalAccounts accounts,
            PasswordHasher hasher,
            MembershipNews news,
            InstantSource clock) {
        this.passwords = passwords;
        this.accounts = accounts;
        this.hasher = hasher;
        this.news = news;
        this.clock = clock;
    }

    /** Fails with {@link InvalidInputException} when the new password is none. */
    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            PasswordRules.violation(
                            command.next().reveal(),
                            command.who().email(),
                            command.who().name(),
                            command.who().workspaceName())
                    .ifPresent(sentence -> {
                        throw new InvalidInputException("/next", Code.OUT_OF_RANGE, sentence);
                    });
            return passwords
                    .ask(
                            new Throttle.Subjects(command.who().email(), command.address()),
                            command.current().reveal(),
                            Outcome.TooMany::new,
                            found -> change(command, found.person()))
                    .defaultIfEmpty(new Outcome.Wrong());
        });
    }

    private Mono<Outcome> change(Command command, UUID person) {
        return hasher.hash(command.next().reveal())
                .flatMap(hash ->
                        news.with(
                                command.who().membership(),
                                person,
                                member ->
                                        AuditEntry.ofMember(
                                                member, AuditAction.PASSWORD_CHANGED, Map.of()),
                                accounts.changePassword(
                                                person,
                                                hash,
                                                TokenHash.of(command.session().reveal()),
                                                clock.instant())
                                        .thenReturn(new Outcome.Changed())));
    }
}
