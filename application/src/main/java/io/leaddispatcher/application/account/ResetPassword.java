package io.leaddispatcher.application.account;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.MembershipNews;
import io.leaddispatcher.application.access.PasswordRules;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.access.port.PasswordHasher;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.access.port.SecondFactors;
import io.leaddispatcher.application.account.port.PersonalAccounts;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation.Code;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
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

    /** What has set the password, as the audit log says it. */
    private static final String BY = "a link in a letter";

    private final PersonalAccounts accounts;
    private final PasswordHasher hasher;
    private final MembershipNews news;
    private final TakenOverAccounts takenOver;
    private final InstantSource clock;

    public ResetPassword(
            PersonalAccounts accounts,
            People people,
            SecondFactors factors,
            PasswordHasher hasher,
            MembershipNews news,
            InstantSource clock) {
        this.accounts = accounts;
        this.takenOver = new TakenOverAccounts(people, factors, news);
        this.hasher = hasher;
        this.news = news;
        this.clock = clock;
    }

    /**
     * Fails with {@link InvalidInputException}, and the link stays good, when the password is none.
     */
    public Mono<Outcome> handle(Command command) {
        String typed = command.password().reveal();
        return Mono.defer(() -> {
            // A link that is none tells whether a password would do, and no more.
            refuse(typed, List.of());
            byte[] link = TokenHash.of(command.link().reveal());
            return accounts.wordsOfReset(link, clock.instant())
                    .collectList()
                    // Hashing takes a while: not for whoever guesses at links.
                    .filter(words -> !words.isEmpty())
                    .doOnNext(words -> refuse(typed, words))
                    .flatMap(_ -> hasher.hash(typed))
                    .flatMap(hash ->
                            accounts.takeReset(link, clock.instant())
                                    .flatMap(person -> keep(person, hash)))
                    .defaultIfEmpty(new Outcome.Gone());
        });
    }

    private static void refuse(String typed, List<String> words) {
        PasswordRules.violation(typed, words.toArray(String[]::new))
                .ifPresent(sentence -> {
                    throw new InvalidInputException("/password", Code.OUT_OF_RANGE, sentence);
                });
    }

    private Mono<Outcome> keep(UUID person, String hash) {
        return takenOver
                .hasFactor(person)
                .flatMap(hadFactor ->
                        news.with(
                                        person,
                                        member -> TakenOverAccounts.passwordChanged(member, BY),
                                        accounts.setPassword(person, hash, true, clock.instant())
                                                .<Outcome>thenReturn(new Outcome.Done()))
                                .delayUntil(_ ->
                                        takenOver.tellFactor(person, hadFactor, _ -> true, BY)));
    }
}
