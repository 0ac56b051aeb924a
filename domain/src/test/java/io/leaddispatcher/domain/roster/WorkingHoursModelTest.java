package io.leaddispatcher.domain.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random weeks against a model that looks at the clock on the wall minute by minute. */
class WorkingHoursModelTest {

    private static final int WEEKS = 20;
    private static final int DAYS = 9;

    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-03-08",
        "America/New_York, 2026-11-01",
        "Europe/London, 2026-03-29",
        "Europe/London, 2026-10-25",
        "Australia/Sydney, 2026-04-05",
        "Australia/Sydney, 2026-10-04",
        "Asia/Kolkata, 2026-03-29",
        "Australia/Lord_Howe, 2026-04-05",
        "America/Santiago, 2026-04-05",
        "America/Santiago, 2026-09-06",
        "America/St_Johns, 2010-11-07",
        "Pacific/Apia, 2011-12-30",
    })
    void pain09_openAndNextOpeningAgreeWithTheClockOnTheWall(ZoneId zone, LocalDate change) {
        SplittableRandom random = new SplittableRandom(20261123);
        Instant start = change.minusDays(4).atStartOfDay(zone).toInstant();
        for (int week = 0; week < WEEKS; week++) {
            WrittenWeek written = WrittenWeek.random(random);
            Set<LocalDate> holidays =
                    random.nextBoolean()
                            ? Set.of(change.plusDays(random.nextInt(-3, 3)))
                            : Set.of();

            compare(written.read(), written, holidays::contains, start, zone);
        }
    }

    private static void compare(
            WorkingHours hours,
            WrittenWeek written,
            Predicate<LocalDate> closed,
            Instant start,
            ZoneId zone) {
        int minutes = DAYS * 24 * 60;
        BitSet open = new BitSet(minutes);
        for (int minute = 0; minute < minutes; minute++) {
            Instant at = start.plus(Duration.ofMinutes(minute));
            LocalDateTime clock = LocalDateTime.ofInstant(at, zone);
            boolean expected = written.shows(clock, closed);
            open.set(minute, expected);
            if (hours.isOpen(at, zone, closed) != expected) {
                assertThat(expected).as("%s at %s in %s", written, at, zone).isEqualTo(!expected);
            }
        }
        for (int minute = 0; minute < minutes; minute += 13) {
            int next = open.nextSetBit(minute);
            if (next >= 0) {
                Instant from = start.plus(Duration.ofMinutes(minute));
                assertThat(hours.nextOpening(from, zone, closed))
                        .as("%s from %s in %s", written, from, zone)
                        .contains(start.plus(Duration.ofMinutes(next)));
            }
        }
    }
}
