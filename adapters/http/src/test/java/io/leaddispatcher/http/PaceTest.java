package io.leaddispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

class PaceTest {

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

    @Test
    void aSecondsWorthMayGoAtOnceAndTheRestWaits() {
        var pace = new Pace(4, time);

        for (int i = 0; i < 4; i++) {
            assertThat(pace.next()).isZero();
        }
        assertThat(pace.next()).isEqualTo(Duration.ofMillis(250));
        assertThat(pace.next()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void restEarnsNoMoreThanASecondsWorth() {
        var pace = new Pace(2, time);
        pace.next();
        time.advanceTimeBy(Duration.ofHours(1));

        assertThat(pace.next()).isZero();
        assertThat(pace.next()).isZero();
        assertThat(pace.next()).isEqualTo(Duration.ofMillis(500));
    }
}
