package io.leaddispatcher.application.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.routing.port.RoutingStates.RepLoad;
import io.leaddispatcher.domain.roster.Day;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Workload;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CarriedLoadTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Day SHORT_DAY = Day.of(Instant.parse("2026-03-29T12:00:00Z"), ZONE);
    private static final Instant MIDNIGHT = SHORT_DAY.start();

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
                assertThat(workload(carried, now)).isEqualTo(workload(new CarriedLoad(load), now));
            }
        }
    }

    @Test
    void anHourIsOverAtItsEndAndADayAtTheRepsMidnight() {
        Instant given = MIDNIGHT.plus(Duration.ofHours(3));
        var carried =
                new CarriedLoad(new RepLoad(new RepKey("mia"), 1, MIDNIGHT, 1, List.of(given)));

        assertThat(workload(carried, given)).isEqualTo(new Workload(1, 1, 1));
        assertThat(workload(carried, given.plusSeconds(3_599))).isEqualTo(new Workload(1, 1, 1));
        assertThat(workload(carried, given.plusSeconds(3_600))).isEqualTo(new Workload(1, 1, 0));
        // A day of 23 hours: the clocks of this zone go forward.
        assertThat(workload(carried, SHORT_DAY.next().minusMillis(1)))
                .isEqualTo(new Workload(1, 1, 0));
        assertThat(workload(carried, SHORT_DAY.next())).isEqualTo(new Workload(1, 0, 0));
    }

    /** Else a change of the zone would double what a rep may get a day. */
    @Test
    void whatAnOtherZonesDayHasBroughtCountsUntilThatIsCertainlyOver() {
        Day inBerlin = Day.of(Instant.parse("2026-06-10T12:00:00Z"), ZONE);
        ZoneId london = ZoneId.of("Europe/London");
        var carried =
                new CarriedLoad(new RepLoad(new RepKey("mia"), 1, inBerlin.start(), 4, List.of()));

        Instant noon = inBerlin.start().plus(Duration.ofHours(12));
        assertThat(carried.workload(noon, Day.of(noon, london)).today()).isEqualTo(4);
        Instant night = inBerlin.start().plus(Duration.ofHours(23));
        assertThat(carried.remembered(night, night.toEpochMilli())).isNull();
        assertThat(carried.workload(night, Day.of(night, london)).today()).isZero();
    }

    private static Workload workload(CarriedLoad carried, Instant now) {
        Workload known = carried.remembered(now, now.toEpochMilli());
        return known == null ? carried.workload(now, Day.of(now, ZONE)) : known;
    }

    private Instant someInstant() {
        return MIDNIGHT.plusSeconds(random.nextInt(30 * 3_600) - 3_600);
    }
}
