package io.leaddispatcher.infra.secret;

import io.leaddispatcher.application.access.port.PasswordHasher;
import java.util.Map;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Argon2id with 19 MiB, two passes and one lane, on a few threads of its own so that log-ins cannot
 * take the machine.
 */
@Component
final class Argon2PasswordHasher implements PasswordHasher {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;

    private final DelegatingPasswordEncoder encoder =
            new DelegatingPasswordEncoder(
                    "argon2id",
                    Map.of(
                            "argon2id",
                            new Argon2PasswordEncoder(
                                    SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES)));
    private final Scheduler scheduler = Schedulers.newBoundedElastic(2, 1_000, "password-hash");
    private final String unmatchable = encoder.encode("nobody has this password");

    @Override
    public Mono<String> hash(String password) {
        return Mono.fromCallable(() -> encoder.encode(password)).subscribeOn(scheduler);
    }

    @Override
    public Mono<Boolean> matches(String password, String hash) {
        return Mono.fromCallable(() -> encoder.matches(password, hash)).subscribeOn(scheduler);
    }

    @Override
    public String unmatchable() {
        return unmatchable;
    }

    @Override
    public boolean isOutdated(String hash) {
        return encoder.upgradeEncoding(hash);
    }
}
