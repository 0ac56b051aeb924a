package io.leaddispatcher.domain.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Backoff BACKOFF =
            new Backoff(Duration.ofSeconds(1), 3, Duration.ofSeconds(10), 5);

    @Test
    void eachWaitIsLongerUpToACapAndHalfOfItIsChance() {
        SplittableRandom random = new SplittableRandom(3);
        long[] whole = {1_000, 3_000, 9_000, 10_000};
        for (int round = 0; round < 1_000; round++) {
            for (int failed = 1; failed <= 4; failed++) {
                assertThat(BACKOFF.after(failed, random).orElseThrow().toMillis())
                        .isBetween(whole[failed - 1] / 2, whole[failed - 1]);
            }
        }
    }

    @Test
    void theLastTryHasNoWaitAfterIt() {
        assertThat(BACKOFF.after(5, new SplittableRandom(3))).isEmpty();
    }

    @Test
    void slackIsTriedFiveTimesAndWhatHasNoOtherWayLonger() {
        assertThat(Backoff.of(Channel.SLACK).maxTries()).isEqualTo(5);
        assertThat(Backoff.of(Channel.CRM).maxTries()).isEqualTo(8);
    }

    @Test
    void whatNeverEndsOrNeverWaitsIsRefused() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, 2, second, 3))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(second, 0, second, 3))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(second, 2, Duration.ofMillis(1), 3))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(second, 2, second, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
