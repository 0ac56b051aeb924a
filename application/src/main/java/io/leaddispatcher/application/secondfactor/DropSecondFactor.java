package io.leaddispatcher.application.secondfactor;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.MembershipNews;
import io.leaddispatcher.application.access.PasswordCheck;
import io.leaddispatcher.application.access.SecondFactorCheck;
import io.leaddispatcher.application.access.SecondFactorCheck.Proof;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.access.Throttle;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.access.port.SecondFactors;
import io.leaddispatcher.application.connection.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Turns one's own second factor off. It takes the password and a code: who finds a browser that was
 * left open has neither.
 */
@UseCase
public final class DropSecondFactor {

    /**
     * What was sent.
     *
     * @param address where the request came from
     */
    public record Command(SignedIn who, Secret password, Secret code, String address) {}

    /** What can come of it. */
    public sealed interface Outcome {
        record Off() implements Outcome {}

        /** The password, the code or both are wrong; which, is not told. */
        record Wrong() implements Outcome {}

        /** The session gives no access to it. */
        record Nothing() implements Outcome {}

        record TooMany(Duration retryAfter) implements Outcome {}
    }

    private final FactorOwner owner;
    private final SecondFactors factors;
    private final SecondFactorCheck check;
    private final PasswordCheck passwords;
    private final Throttle throttle;
    private final FactorNews news;

    public DropSecondFactor(
            People people,
            SecondFactors factors,
            SecondFactorCheck check,
            PasswordCheck passwords,
            Throttle throttle,
            MembershipNews news) {
        this.owner = new FactorOwner(people);
        this.factors = factors;
        this.check = check;
        this.passwords = passwords;
        this.throttle = throttle;
        this.news = new FactorNews(news);
    }

    public Mono<Outcome> handle(Command command) {
        return owner.of(command.who())
                .flatMap(found -> attempt(command, found))
                .defaultIfEmpty(new Outcome.Nothing());
    }

    private Mono<Outcome> attempt(Command command, People.Credentials found) {
        return throttle.attempt(
                        SecondFactorCheck.subjects(found.person(), command.address()),
                        Outcome.TooMany::new,
                        () ->
                                prove(command, found)
                                        .flatMap(_ -> drop(command.who(), found.person())))
                .switchIfEmpty(
                        Mono.defer(
                                () -> news.refused(command.who()).thenReturn(new Outcome.Wrong())));
    }

    /** The password first: a code that is right is spent, so it is not tried in vain. */
    private Mono<Proof> prove(Command command, People.Credentials found) {
        return passwords
                .isRight(found, command.password().reveal())
                .filter(Boolean::booleanValue)
                .flatMap(_ -> check.use(found.person(), command.code().reveal()))
                .filter(proof -> proof != Proof.NONE);
    }

    private Mono<Outcome> drop(SignedIn who, UUID person) {
        return news.with(
                who,
                person,
                Map.of("to", "off"),
                factors.drop(person).thenReturn(new Outcome.Off()));
    }
}
