package io.leaddispatcher.domain.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random weeks against a model that looks at the clock on the wall minute by minute. */
class WorkingHoursModelTest {

    private static final int WEEKS = 20;
    private static final int DAYS = 9;

    /** A block of a day as a person would say it. */
    private record Block(DayOfWeek day, LocalTime from, LocalTime to, boolean toMidnight) {

        boolean shows(LocalDateTime clock, Predicate<LocalDate> closed) {
            LocalDate today = clock.toLocalDate();
            LocalTime time = clock.toLocalTime();
            boolean overMidnight = !toMidnight && to.isBefore(from);
            boolean startedToday =
                    today.getDayOfWeek() == day
                            && !closed.test(today)
                            && !time.isBefore(from)
                            && (toMidnight || overMidnight || time.isBefore(to));
            LocalDate yesterday = today.minusDays(1);
            return startedToday
                    || (overMidnight
                            && yesterday.getDayOfWeek() == day
                            && !closed.test(yesterday)
                            && time.isBefore(to));
        }

        String spelling() {
            return from + "-" + (toMidnight ? "24:00" : to);
        }
    }

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
            List<Block> blocks = blocks(random);
            Set<LocalDate> holidays =
                    random.nextBoolean()
                            ? Set.of(change.plusDays(random.nextInt(-3, 3)))
                            : Set.of();
            WorkingHours hours = Reading.accepted(document(blocks), WorkingHours::read);

            compare(hours, blocks, holidays::contains, start, zone);
        }
    }

    private static void compare(
            WorkingHours hours,
            List<Block> blocks,
            Predicate<LocalDate> closed,
            Instant start,
            ZoneId zone) {
        int minutes = DAYS * 24 * 60;
        BitSet open = new BitSet(minutes);
        for (int minute = 0; minute < minutes; minute++) {
            Instant at = start.plus(Duration.ofMinutes(minute));
            LocalDateTime clock = LocalDateTime.ofInstant(at, zone);
            boolean expected = blocks.stream().anyMatch(block -> block.shows(clock, closed));
            open.set(minute, expected);
            if (hours.isOpen(at, zone, closed) != expected) {
                assertThat(expected).as("%s at %s in %s", blocks, at, zone).isEqualTo(!expected);
            }
        }
        for (int minute = 0; minute < minutes; minute += 13) {
            int next = open.nextSetBit(minute);
            if (next >= 0) {
                Instant from = start.plus(Duration.ofMinutes(minute));
                assertThat(hours.nextOpening(from, zone, closed))
                        .as("%s from %s in %s", blocks, from, zone)
                        .contains(start.plus(Duration.ofMinutes(next)));
            }
        }
    }

    private static List<Block> blocks(SplittableRandom random) {
        List<Block> blocks = new ArrayList<>();
        int count = random.nextInt(1, 9);
        for (int i = 0; i < count; i++) {
            DayOfWeek day = DayOfWeek.of(random.nextInt(1, 8));
            LocalTime from = time(random);
            LocalTime to = time(random);
            boolean toMidnight = random.nextInt(5) == 0;
            if (toMidnight || !from.equals(to)) {
                blocks.add(new Block(day, from, to, toMidnight));
            }
        }
        return blocks.isEmpty() ? blocks(random) : blocks;
    }

    /** Half of them in the small hours, when clocks are changed. */
    private static LocalTime time(SplittableRandom random) {
        int hour = random.nextBoolean() ? random.nextInt(0, 4) : random.nextInt(0, 24);
        return LocalTime.of(hour, random.nextInt(0, 12) * 5);
    }

    private static Map<String, List<String>> document(List<Block> blocks) {
        Map<String, List<String>> week = new LinkedHashMap<>();
        for (Block block : blocks) {
            String day = block.day().name().substring(0, 3).toUpperCase(Locale.ROOT);
            week.computeIfAbsent(day, _ -> new ArrayList<>()).add(block.spelling());
        }
        return week;
    }
}
