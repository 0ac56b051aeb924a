package io.leaddispatcher.application.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.Throttle.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private static final String OFFICE = "192.0.2.7";

    private Instant now = Instant.parse("2026-11-26T10:00:00Z");
    private final Throttle throttle = new Throttle(new InMemoryLoginFailures(), () -> now);

    private Turn take(String account) {
        return Objects.requireNonNull(
                throttle.take(new Throttle.Subjects(account, OFFICE)).block());
    }

    private void succeed(String account) {
        assertThat(take(account))
                .isInstanceOfSatisfying(
                        Turn.Granted.class, granted -> throttle.succeeded(granted).block());
    }

    @Test
    void triesThatSucceedHoldUpNobodyAtTheSameAddress() {
        for (int i = 0; i < 300; i++) {
            succeed("somebody " + i);
        }
        assertThat(take("mia")).isInstanceOf(Turn.Granted.class);
    }

    @Test
    void aSuccessLeavesTheAddressAsItWas() {
        for (int i = 0; i < 100; i++) {
            take("guessed at " + i);
        }
        assertThat(take("mia")).isEqualTo(new Turn.Later(Duration.ofSeconds(30)));
        now = now.plusSeconds(31);
        succeed("mia");
        assertThat(take("ben")).isInstanceOf(Turn.Granted.class);
        assertThat(take("tom")).isEqualTo(new Turn.Later(Duration.ofMinutes(1)));
    }
}
