package io.leaddispatcher.infra.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

class ChoreTest {

    private final AtomicInteger begun = new AtomicInteger();
    private VirtualTimeScheduler time;

    @BeforeEach
    void stopTime() {
        time = VirtualTimeScheduler.getOrSet();
    }

    @AfterEach
    void letTimePass() {
        VirtualTimeScheduler.reset();
    }

    private Chore taking(Duration each) {
        return new Chore(
                "nothing is done",
                Duration.ofMinutes(1),
                () -> {
                    begun.incrementAndGet();
                    return Mono.delay(each).then();
                });
    }

    private int begunAfter(Chore chore, Duration passed) {
        chore.start();
        time.advanceTimeBy(passed);
        chore.stop();
        return begun.get();
    }

    @Test
    void itIsDoneAfterEachPause() {
        assertThat(begunAfter(taking(Duration.ofSeconds(2)), Duration.ofMinutes(10))).isEqualTo(10);
    }

    @Test
    void whatFailsComesUpAgain() {
        Chore failing =
                new Chore(
                        "nothing is done",
                        Duration.ofMinutes(1),
                        () -> {
                            begun.incrementAndGet();
                            return Mono.error(new IllegalStateException("down"));
                        });

        assertThat(begunAfter(failing, Duration.ofMinutes(10))).isEqualTo(10);
    }

    @Test
    void whatTakesLongRestsLonger() {
        Chore resting = taking(Duration.ofSeconds(2)).resting(100);

        // 202 seconds from one to the next, and the next full minute.
        assertThat(begunAfter(resting, Duration.ofMinutes(10))).isEqualTo(3);
    }

    @Test
    void whatTakesLittleIsDoneAsOften() {
        Chore resting = taking(Duration.ofMillis(50)).resting(100);

        assertThat(begunAfter(resting, Duration.ofMinutes(10))).isEqualTo(10);
    }
}
