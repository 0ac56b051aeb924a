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
 * Makes the secret that somebody then puts into their app. Nothing asks for it until a code has
 * shown that it is there, and begun anew it is another one; a second factor that is on stays as it
 * is.
 */
@UseCase
public final class BeginSecondFactor {

    private final FactorOwner owner;
    private final SecondFactors factors;
    private final SecondFactorCheck check;
    private final SecretTokens tokens;

    public BeginSecondFactor(
            People people, SecondFactors factors, SecondFactorCheck check, SecretTokens tokens) {
        this.owner = new FactorOwner(people);
        this.factors = factors;
        this.check = check;
        this.tokens = tokens;
    }

    public Mono<Void> handle(SignedIn who) {
        return owner.of(who).flatMap(found -> begin(found.person()));
    }

    private Mono<Void> begin(UUID person) {
        byte[] random = Base64.getUrlDecoder().decode(tokens.next());
        var secret = new TotpSecret(Arrays.copyOf(random, TotpSecret.BYTES));
        return factors.begin(person, check.encrypt(person, secret));
    }
}
