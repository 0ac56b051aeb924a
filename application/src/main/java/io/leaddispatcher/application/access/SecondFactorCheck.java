package io.leaddispatcher.application.access;

import io.leaddispatcher.application.access.port.SecondFactors;
import io.leaddispatcher.application.access.port.SecondFactors.Factor;
import io.leaddispatcher.application.secret.InstallationCipher;
import io.leaddispatcher.domain.secondfactor.TotpSecret;
import java.time.InstantSource;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Whether a code is somebody's, from their app or one of their recovery codes; each is good once.
 */
public final class SecondFactorCheck {

    private static final int LONGEST = 64;

    private final SecondFactors factors;
    private final InstallationCipher cipher;
    private final InstantSource clock;

    public SecondFactorCheck(
            SecondFactors factors, InstallationCipher cipher, InstantSource clock) {
        this.factors = factors;
        this.cipher = cipher;
        this.clock = clock;
    }

    /**
     * Guesses at codes are counted apart from those at passwords: a right password ends neither.
     */
    public static Throttle.Subjects subjects(UUID person, String address) {
        return new Throttle.Subjects("second-factor:" + person, address);
    }

    public byte[] encrypt(UUID person, TotpSecret secret) {
        return cipher.encrypt(secret.bytes(), place(person));
    }

    public TotpSecret decrypt(UUID person, Factor factor) {
        return new TotpSecret(cipher.decrypt(factor.secret(), place(person)));
    }

    private static String place(UUID person) {
        return "person/" + person + "/second-factor";
    }

    /** As it is stored: without what people add or change when they copy it. */
    public static byte[] recoveryHash(UUID person, String code) {
        String bare = code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return TokenHash.of(person + ":" + bare);
    }

    /** False as well when there is no second factor. Uses the code up. */
    public Mono<Boolean> use(UUID person, String typed) {
        String code = typed.length() > LONGEST ? "" : typed;
        return factors.find(person)
                .filter(Factor::confirmed)
                .flatMap(factor -> {
                    OptionalLong step =
                            decrypt(person, factor)
                                    .stepOf(code, clock.instant(), factor.lastStep());
                    return step.isPresent()
                            ? factors.spend(person, step.getAsLong())
                            : factors.takeRecoveryCode(person, recoveryHash(person, code));
                })
                .defaultIfEmpty(false);
    }
}
