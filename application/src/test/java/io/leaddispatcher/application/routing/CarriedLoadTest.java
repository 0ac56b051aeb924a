package io.leaddispatcher.application.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.routing.port.RoutingStates.RepLoad;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CarriedLoadTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-11-27T00:00:00Z");

    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void whatIsRememberedIsWhatWouldBeCounted() {
        for (int round = 0; round < 500; round++) {
            RepLoad load =
                    new RepLoad(
                            new RepKey("mia"),
                            3,
                            MIDNIGHT,
                            5,
                            Stream.generate(this::someInstant).limit(6).toList());
            CarriedLoad carried = new CarriedLoad(load);
            for (int look = 0; look < 40; look++) {
                // Clocks are also set back.
                Instant now = someInstant();
                assertThat(carried.workload(now)).isEqualTo(new CarriedLoad(load).workload(now));
            }
        }
    }

    @Test
    void anHourIsOverAtItsEndAndADayWhenTheShortestWouldBe() {
        Instant given = MIDNIGHT.plus(Duration.ofHours(3));
        var carried =
                new CarriedLoad(new RepLoad(new RepKey("mia"), 1, MIDNIGHT, 1, List.of(given)));

        assertThat(carried.workload(given)).extracting("thisHour").isEqualTo(1);
        assertThat(carried.workload(given.plusSeconds(3_599))).extracting("thisHour").isEqualTo(1);
        assertThat(carried.workload(given.plusSeconds(3_600))).extracting("thisHour").isEqualTo(0);
        assertThat(carried.workload(MIDNIGHT.plus(Duration.ofHours(22)))).isNull();
    }

    private Instant someInstant() {
        return MIDNIGHT.plusSeconds(random.nextInt(30 * 3_600) - 3_600);
    }
}
