package io.leaddispatcher.application.account;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.PasswordCheck;
import io.leaddispatcher.application.access.PasswordRules;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.access.Throttle;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.access.port.PasswordHasher;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.account.port.PersonalAccounts;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.transaction.UnitOfWork;
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
    private final People people;
    private final PersonalAccounts accounts;
    private final PasswordHasher hasher;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public ChangePassword(
            PasswordCheck passwords,
            People people,
            PersonalAccounts accounts,
            PasswordHasher hasher,
            AuditTrail trail,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.passwords = passwords;
        this.people = people;
        this.accounts = accounts;
        this.hasher = hasher;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
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
                .flatMap(hash -> keep(command, person, hash))
                .then(tellOthers(command, person))
                .thenReturn(new Outcome.Changed());
    }

    private Mono<Void> keep(Command command, UUID person, String hash) {
        Caller caller = command.who().caller();
        return unitOfWork.run(
                caller.tenant(),
                accounts.changePassword(
                                person,
                                hash,
                                TokenHash.of(command.session().reveal()),
                                clock.instant())
                        .then(
                                trail.append(
                                        caller.tenant(),
                                        AuditEntry.by(
                                                caller.actor(),
                                                AuditAction.PASSWORD_CHANGED,
                                                caller.actor().label()))));
    }

    /**
     * The password opens their other workspaces, too: each of them is told, and none is told of
     * another.
     */
    private Mono<Void> tellOthers(Command command, UUID person) {
        return people.memberships(person)
                .filter(each -> !each.tenant().equals(command.who().caller().tenant()))
                .concatMap(each -> unitOfWork.run(each.tenant(), told(each)))
                .then();
    }

    private Mono<Void> told(People.Membership membership) {
        String member = "member:" + membership.member();
        return trail.append(
                membership.tenant(),
                new AuditEntry(member, AuditAction.PASSWORD_CHANGED, member, Map.of()));
    }
}
