package io.leaddispatcher.infra.access;

import io.leaddispatcher.application.access.SecondFactorCheck;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.access.port.SecondFactors;
import io.leaddispatcher.domain.secondfactor.TotpSecret;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.BeanFactory;

/** Somebody's phone, which shows the codes of their second factor; each is good once. */
public final class Phone {

    private static final Duration STEP = Duration.ofSeconds(30);

    private final TotpSecret secret;
    private Instant shown = Instant.EPOCH;

    private Phone(TotpSecret secret) {
        this.secret = secret;
    }

    /** Sets up the second factor of somebody who has an account; it ends their sessions. */
    public static Phone givenTo(String email, BeanFactory program) {
        byte[] bytes = new byte[TotpSecret.BYTES];
        new SecureRandom().nextBytes(bytes);
        var secret = new TotpSecret(bytes);
        var person =
                Objects.requireNonNull(program.getBean(People.class).find(email).block()).person();
        byte[] kept = program.getBean(SecondFactorCheck.class).encrypt(person, secret);
        var factors = program.getBean(SecondFactors.class);
        factors.begin(person, kept)
                .then(factors.confirm(person, kept, 0, List.of(), Instant.now()))
                .block();
        return new Phone(secret);
    }

    /**
     * One that was not shown before: good for two log-ins at once. The code of the step before this
     * one would be accepted too, but not any more when the step ends on the way.
     */
    public String code() {
        Instant now = Instant.now();
        Instant next = shown.plus(STEP);
        shown = next.isBefore(now) ? now : next;
        return secret.codeAt(shown);
    }
}
