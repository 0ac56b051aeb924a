package io.leaddispatcher.application.account;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.PasswordRules;
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
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Flux;
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
    private final People people;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public ResetPassword(
            PersonalAccounts accounts,
            PasswordHasher hasher,
            People people,
            AuditTrail trail,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.accounts = accounts;
        this.hasher = hasher;
        this.people = people;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
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
                                            keep(person, hash)
                                                    .<Outcome>thenReturn(new Outcome.Done())))
                    .defaultIfEmpty(new Outcome.Gone());
        });
    }

    /** Each workspace of theirs hears of it; the first one in the unit of work that does it. */
    private Mono<Void> keep(UUID person, String hash) {
        Mono<Void> set = accounts.setPassword(person, hash, true, clock.instant());
        return people.memberships(person)
                .collectList()
                .flatMap(found ->
                        found.isEmpty()
                                ? set
                                : unitOfWork
                                        .run(
                                                found.getFirst().tenant(),
                                                set.then(tell(found.getFirst())))
                                        .thenMany(Flux.fromIterable(found).skip(1))
                                        .concatMap(
                                                each -> unitOfWork.run(each.tenant(), tell(each)))
                                        .then());
    }

    private Mono<Void> tell(People.Membership membership) {
        String member = "member:" + membership.member();
        return trail.append(
                membership.tenant(),
                new AuditEntry(
                        member,
                        AuditAction.PASSWORD_CHANGED,
                        member,
                        Map.of("by", "a link in a letter")));
    }
}
