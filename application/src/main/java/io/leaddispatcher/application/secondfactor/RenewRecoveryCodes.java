package io.leaddispatcher.application.secondfactor;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.MembershipNews;
import io.leaddispatcher.application.access.SecondFactorCheck;
import io.leaddispatcher.application.access.SecondFactorCheck.Proof;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.access.Throttle;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.access.port.SecondFactors;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.secret.SecretTokens;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Makes new recovery codes; the old ones are worth nothing from then on. It takes a code. */
@UseCase
public final class RenewRecoveryCodes {

    /**
     * What was sent.
     *
     * @param address where the request came from
     */
    public record Command(SignedIn who, Secret code, String address) {}

    /** What can come of it. */
    public sealed interface Outcome {
        /** Shown this once. */
        record Renewed(RecoveryCodes recoveryCodes) implements Outcome {}

        record Wrong() implements Outcome {}

        /** The session gives no access to it. */
        record Nothing() implements Outcome {}

        record TooMany(Duration retryAfter) implements Outcome {}
    }

    private final FactorOwner owner;
    private final SecondFactors factors;
    private final SecondFactorCheck check;
    private final Throttle throttle;
    private final SecretTokens tokens;
    private final FactorNews news;

    public RenewRecoveryCodes(
            People people,
            SecondFactors factors,
            SecondFactorCheck check,
            Throttle throttle,
            SecretTokens tokens,
            MembershipNews news) {
        this.owner = new FactorOwner(people);
        this.factors = factors;
        this.check = check;
        this.throttle = throttle;
        this.tokens = tokens;
        this.news = new FactorNews(news);
    }

    public Mono<Outcome> handle(Command command) {
        return owner.of(command.who())
                .map(People.Credentials::person)
                .flatMap(person -> attempt(command, person))
                .defaultIfEmpty(new Outcome.Nothing());
    }

    private Mono<Outcome> attempt(Command command, UUID person) {
        return throttle.attempt(
                        SecondFactorCheck.subjects(person, command.address()),
                        Outcome.TooMany::new,
                        () ->
                                check.use(person, command.code().reveal())
                                        .filter(proof -> proof != Proof.NONE)
                                        .flatMap(_ -> renew(command.who(), person)))
                .switchIfEmpty(
                        Mono.defer(
                                () -> news.refused(command.who()).thenReturn(new Outcome.Wrong())));
    }

    private Mono<Outcome> renew(SignedIn who, UUID person) {
        var codes = RecoveryCodes.fresh(tokens);
        return news.with(
                who,
                person,
                Map.of("recoveryCodes", "new"),
                factors.renewRecoveryCodes(person, codes.hashes(person))
                        .thenReturn(new Outcome.Renewed(codes)));
    }
}
