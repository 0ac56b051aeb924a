package io.leaddispatcher.application.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class ThrottleTest {

    private static final String OFFICE = "192.0.2.7";

    private Instant now = Instant.parse("2026-11-26T10:00:00Z");
    private final Throttle throttle = new Throttle(new InMemoryLoginFailures(), () -> now);

    /** Empty when it was let through. */
    private Optional<Duration> fail(String account) {
        return attempt(account, Mono.empty());
    }

    private void succeed(String account) {
        assertThat(attempt(account, Mono.just(Duration.ZERO))).hasValue(Duration.ZERO);
    }

    private Optional<Duration> attempt(String account, Mono<Duration> end) {
        return throttle.attempt(new Throttle.Subjects(account, OFFICE), wait -> wait, () -> end)
                .blockOptional();
    }

    @Test
    void triesThatSucceedHoldUpNobodyAtTheSameAddress() {
        for (int i = 0; i < 300; i++) {
            succeed("somebody " + i);
        }
        assertThat(fail("mia")).isEmpty();
    }

    @Test
    void aSuccessLeavesTheAddressAsItWas() {
        for (int i = 0; i < 100; i++) {
            fail("guessed at " + i);
        }
        assertThat(fail("mia")).hasValue(Duration.ofSeconds(30));
        now = now.plusSeconds(31);
        succeed("mia");
        assertThat(fail("ben")).isEmpty();
        assertThat(fail("tom")).hasValue(Duration.ofMinutes(1));
    }

    @Test
    void theTriesOfAnAccountStartAnewWithASuccess() {
        for (int i = 0; i < 9; i++) {
            fail("mia");
        }
        succeed("mia");
        for (int i = 0; i < 10; i++) {
            assertThat(fail("mia")).isEmpty();
        }
        assertThat(fail("mia")).hasValue(Duration.ofSeconds(30));
    }

    @Test
    void whoeverHasAnIpv6NetworkHasNoMoreTriesThanAnAddress() {
        for (int i = 0; i < 100; i++) {
            assertThat(tryFrom("2001:db8:0:1::" + Integer.toHexString(i), i)).isEmpty();
        }
        assertThat(tryFrom("2001:db8:0:1:ffff::1", 100)).hasValue(Duration.ofSeconds(30));
        assertThat(tryFrom("2001:db8:0:2::1", 101)).isEmpty();
    }

    @Test
    void whatIsCountedApartIsCountedByNetworkToo() {
        assertThat(Throttle.Subjects.of("reset mia", "reset", "2001:db8:0:1::7"))
                .isEqualTo(Throttle.Subjects.of("reset mia", "reset", "2001:db8:0:1::8"));
        assertThat(Throttle.Subjects.of("reset mia", "reset", OFFICE).address())
                .isEqualTo("reset:" + OFFICE);
    }

    private Optional<Duration> tryFrom(String address, int account) {
        return throttle.attempt(
                        new Throttle.Subjects("somebody " + account, address),
                        wait -> wait,
                        Mono::<Duration>empty)
                .blockOptional();
    }

    @Test
    void whatCountsHoweverItEndsIsNeverForgiven() {
        var subjects = new Throttle.Subjects("a letter to mia", OFFICE);
        for (int i = 0; i < 10; i++) {
            assertThat(throttle.<Object>count(subjects, wait -> wait, () -> Mono.just(now)).block())
                    .isEqualTo(now);
        }
        assertThat(throttle.<Object>count(subjects, wait -> wait, () -> Mono.just(now)).block())
                .isEqualTo(Duration.ofSeconds(30));
    }
}
