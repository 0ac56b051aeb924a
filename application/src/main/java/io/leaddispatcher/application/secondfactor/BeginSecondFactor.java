package io.leaddispatcher.application.secondfactor;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.SecondFactorCheck;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.access.port.SecondFactors;
import io.leaddispatcher.application.secret.SecretTokens;
import io.leaddispatcher.domain.secondfactor.TotpSecret;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Shows the secret that somebody puts into their app. It stays the same until a code confirms it,
 * so that a page loaded twice does not undo what was scanned.
 */
@UseCase
public final class BeginSecondFactor {

    /** What can come of it. */
    public sealed interface Outcome {
        record Begun(TotpSecret secret) implements Outcome {}

        /** There is one already, and its secret is shown no more. */
        record On() implements Outcome {}
    }

    private final People people;
    private final SecondFactors factors;
    private final SecondFactorCheck check;
    private final SecretTokens tokens;

    public BeginSecondFactor(
            People people, SecondFactors factors, SecondFactorCheck check, SecretTokens tokens) {
        this.people = people;
        this.factors = factors;
        this.check = check;
        this.tokens = tokens;
    }

    public Mono<Outcome> handle(SignedIn who) {
        return people.find(who.email())
                .flatMap(found ->
                        factors.find(found.person())
                                .switchIfEmpty(Mono.defer(() -> begin(found.person())))
                                .map(factor ->
                                        factor.confirmed()
                                                ? new Outcome.On()
                                                : new Outcome.Begun(
                                                        check.decrypt(found.person(), factor))));
    }

    private Mono<SecondFactors.Factor> begin(UUID person) {
        byte[] random = Base64.getUrlDecoder().decode(tokens.next());
        var secret = new TotpSecret(Arrays.copyOf(random, TotpSecret.BYTES));
        return factors.begin(person, check.encrypt(person, secret))
                .then(Mono.defer(() -> factors.find(person)));
    }
}
