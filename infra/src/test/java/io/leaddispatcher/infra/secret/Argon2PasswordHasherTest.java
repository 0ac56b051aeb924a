package io.leaddispatcher.infra.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

class Argon2PasswordHasherTest {

    private static final String PASSWORD = "correct-horse-battery";
    private static final int MEMORY_KIB = 19 * 1024;
    private static final Pattern HASH =
            Pattern.compile(
                    "(\\{argon2id}\\$argon2id\\$v=19\\$m=(\\d+),t=(\\d+),p=(\\d+))\\$([^$]+)\\$([^$]+)");

    private final Argon2PasswordHasher hasher = new Argon2PasswordHasher();

    private String hash(String password) {
        return Objects.requireNonNull(hasher.hash(password).block());
    }

    private boolean matches(String password, String hash) {
        return Boolean.TRUE.equals(hasher.matches(password, hash).block());
    }

    private static Matcher parts(String hash) {
        Matcher parts = HASH.matcher(hash);
        assertThat(parts.matches()).as(hash).isTrue();
        return parts;
    }

    /** As one made with other parameters is kept. */
    private static String madeWith(int lanes, int memory, int passes) {
        return "{argon2id}"
                + new Argon2PasswordEncoder(16, 32, lanes, memory, passes).encode(PASSWORD);
    }

    @Test
    void aHashCostsAtLeastWhatTheBaselineAsks() {
        Matcher parts = parts(hash(PASSWORD));

        assertThat(Integer.parseInt(parts.group(2))).as("KiB").isGreaterThanOrEqualTo(MEMORY_KIB);
        assertThat(Integer.parseInt(parts.group(3))).as("passes").isGreaterThanOrEqualTo(2);
        assertThat(Integer.parseInt(parts.group(4))).as("lanes").isGreaterThanOrEqualTo(1);
        assertThat(Base64.getDecoder().decode(parts.group(5))).as("salt").hasSize(16);
        assertThat(Base64.getDecoder().decode(parts.group(6))).as("hash").hasSize(32);
    }

    @Test
    void onlyThePasswordItselfMatches() {
        String hash = hash(PASSWORD);

        assertThat(matches(PASSWORD, hash)).isTrue();
        for (String other :
                new String[] {"", "Correct-horse-battery", PASSWORD + " ", PASSWORD + "\0", hash}) {
            assertThat(matches(other, hash)).as(other).isFalse();
        }
    }

    @Test
    void aLongPasswordCountsToItsLastCharacter() {
        String hash = hash("x".repeat(127) + "y");

        assertThat(matches("x".repeat(127) + "z", hash)).isFalse();
        assertThat(matches("x".repeat(127), hash)).isFalse();
    }

    @Test
    void twoWithTheSamePasswordHaveDifferentHashes() {
        assertThat(hash(PASSWORD)).isNotEqualTo(hash(PASSWORD)).doesNotContain(PASSWORD);
    }

    @ParameterizedTest
    @CsvSource({"1, 19455, 2", "1, 19456, 1", "1, 12288, 3", "4, 9728, 1"})
    void aHashThatCostLessIsOutdatedButStillMatches(int lanes, int memory, int passes) {
        String old = madeWith(lanes, memory, passes);

        assertThat(hasher.isOutdated(old)).isTrue();
        assertThat(matches(PASSWORD, old)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 19456, 2", "1, 19457, 2", "1, 19456, 3", "2, 19456, 2"})
    void aHashThatCostAsMuchIsNotOutdated(int lanes, int memory, int passes) {
        assertThat(hasher.isOutdated(madeWith(lanes, memory, passes))).isFalse();
    }

    @Test
    void aHashOfAnotherKindIsOutdated() {
        assertThat(
                        hasher.isOutdated(
                                "{bcrypt}$2a$10$dXJ3SW6G7P50lGmMkkmwe.20cQQubK3.HZWzG3YB1tlRy.fqvM/BG"))
                .isTrue();
        assertThat(hasher.isOutdated(hash(PASSWORD))).isFalse();
    }

    @Test
    void toAskForSomebodyUnknownCostsTheSame() {
        assertThat(parts(hasher.unmatchable()).group(1)).isEqualTo(parts(hash(PASSWORD)).group(1));
        assertThat(matches(PASSWORD, hasher.unmatchable())).isFalse();
    }

    @Test
    void itIsDoneOnThreadsOfItsOwn() {
        String hash = hash(PASSWORD);

        assertThat(hasher.hash(PASSWORD).map(_ -> Thread.currentThread().getName()).block())
                .startsWith("password-hash");
        assertThat(
                        hasher.matches(PASSWORD, hash)
                                .map(_ -> Thread.currentThread().getName())
                                .block())
                .startsWith("password-hash");
    }
}
