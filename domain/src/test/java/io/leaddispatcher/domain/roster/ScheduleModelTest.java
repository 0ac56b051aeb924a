package io.leaddispatcher.domain.roster;

import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.roster.Schedule.Shift;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random calendars against a model that looks at the clocks on the walls minute by minute: what is
 * open, when it opens, how much open time there is, and when so much of it is over.
 */
class ScheduleModelTest {

    private static final int CALENDARS = 420;
    private static final int QUESTIONS = 50;
    private static final int DAYS = 8;
    private static final int MINUTES_IN_ALL = DAYS * 24 * 60;

    private static final List<String> ZONES =
            List.of(
                    "Europe/Berlin",
                    "America/New_York",
                    "America/St_Johns",
                    "America/Santiago",
                    "Australia/Sydney",
                    "Australia/Lord_Howe",
                    "Asia/Kathmandu",
                    "Asia/Tehran",
                    "Africa/Casablanca",
                    "Pacific/Chatham",
                    "Pacific/Apia",
                    "UTC");
    private static final List<String> REGIONS =
            List.of("DE-BE", "DE-BY", "US-NY", "GB-SCT", "AU-NSW", "JP", "FR", "BR");
    private static final Instant SAMOA_SKIPS_A_DAY = Instant.parse("2011-12-30T10:00:00Z");

    private final SplittableRandom random = new SplittableRandom(20261126);

    /** Shifts as they are written down, and the region whose holidays they keep. */
    private record Calendar(List<Written> shifts, Set<HolidayCalendar> holidays) {

        private record Written(WrittenWeek week, ZoneId zone) {}

        Schedule schedule() {
            return new Schedule(
                    shifts.stream().map(one -> new Shift(one.week().read(), one.zone())).toList(),
                    holidays);
        }

        boolean isOpen(Instant at) {
            return shifts.stream()
                    .anyMatch(one ->
                            one.week()
                                    .shows(LocalDateTime.ofInstant(at, one.zone()), this::closed));
        }

        private boolean closed(LocalDate day) {
            return holidays.stream().anyMatch(region -> region.isHoliday(day));
        }
    }

    /** The minutes from an instant on, each looked at by itself. */
    private record Minutes(Instant start, BitSet open) {

        static Minutes of(Calendar calendar, Instant start) {
            BitSet open = new BitSet(MINUTES_IN_ALL);
            for (int minute = 0; minute < MINUTES_IN_ALL; minute++) {
                open.set(minute, calendar.isOpen(start.plus(minute, MINUTES)));
            }
            return new Minutes(start, open);
        }

        boolean isOpen(Instant at) {
            return open.get(minuteOf(at));
        }

        Optional<Instant> nextOpening(Instant at) {
            int next = open.nextSetBit(minuteOf(at));
            return next < 0 ? Optional.empty() : Optional.of(later(at, start.plus(next, MINUTES)));
        }

        Duration between(Instant from, Instant until) {
            Duration sum = Duration.ZERO;
            for (int minute = open.nextSetBit(minuteOf(from));
                    minute >= 0 && start.plus(minute, MINUTES).isBefore(until);
                    minute = open.nextSetBit(minute + 1)) {
                Instant end = start.plus(minute + 1, MINUTES);
                sum =
                        sum.plus(
                                Duration.between(
                                        later(from, start.plus(minute, MINUTES)),
                                        end.isBefore(until) ? end : until));
            }
            return sum;
        }

        /** Empty when it is beyond the minutes that were looked at. */
        Optional<Instant> plus(Instant from, Duration openTime) {
            if (openTime.isZero()) {
                return Optional.of(from);
            }
            Duration left = openTime;
            for (int minute = open.nextSetBit(minuteOf(from));
                    minute >= 0;
                    minute = open.nextSetBit(minute + 1)) {
                Instant begin = later(from, start.plus(minute, MINUTES));
                Duration there = Duration.between(begin, start.plus(minute + 1, MINUTES));
                if (left.compareTo(there) <= 0) {
                    return Optional.of(begin.plus(left));
                }
                left = left.minus(there);
            }
            return Optional.empty();
        }

        private int minuteOf(Instant at) {
            return (int) Duration.between(start, at).toMinutes();
        }

        private static Instant later(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }
    }

    @Test
    void pain09_openTimeIsWhatTheClocksOnTheWallsShowMinuteByMinute() {
        int found = 0;
        for (int count = 0; count < CALENDARS; count++) {
            Calendar calendar = calendar();
            Instant start = start(calendar.shifts().getFirst().zone());
            Minutes minutes = Minutes.of(calendar, start);
            Schedule schedule = calendar.schedule();
            for (int question = 0; question < QUESTIONS; question++) {
                found += ask(calendar, schedule, minutes) ? 1 : 0;
            }
        }

        assertThat(found).as("deadlines that the model knew").isGreaterThan(15_000);
    }

    private boolean ask(Calendar calendar, Schedule schedule, Minutes minutes) {
        Instant from = minutes.start().plusSeconds(random.nextInt(MINUTES_IN_ALL * 30));
        Instant until = from.plusSeconds(random.nextInt(MINUTES_IN_ALL * 30));
        Duration length = length();
        assertThat(schedule.isOpen(from))
                .as("%s at %s", calendar, from)
                .isEqualTo(minutes.isOpen(from));
        minutes.nextOpening(from)
                .ifPresent(opening ->
                        assertThat(schedule.nextOpening(from))
                                .as("%s opens after %s", calendar, from)
                                .contains(opening));
        Duration open = schedule.between(from, until);
        assertThat(open)
                .as("%s from %s to %s", calendar, from, until)
                .isEqualTo(minutes.between(from, until));
        assertThat(schedule.plus(from, open).orElseThrow())
                .as("%s from %s to %s and back", calendar, from, until)
                .isBeforeOrEqualTo(until);
        Optional<Instant> due = minutes.plus(from, length);
        due.ifPresent(expected ->
                assertThat(schedule.plus(from, length))
                        .as("%s from %s plus %s", calendar, from, length)
                        .contains(expected));
        return due.isPresent();
    }

    /** None, whole minutes and odd seconds; most of them of some hours. */
    private Duration length() {
        return switch (random.nextInt(8)) {
            case 0 -> Duration.ZERO;
            case 1 -> Duration.ofMillis(random.nextInt(1, 60_000));
            case 2 -> Duration.ofMinutes(random.nextInt(1, 1_500));
            default -> Duration.ofSeconds(random.nextInt(1, 30_000));
        };
    }

    private Calendar calendar() {
        List<Calendar.Written> shifts = new ArrayList<>();
        do {
            shifts.add(new Calendar.Written(WrittenWeek.random(random), ZoneId.of(any(ZONES))));
        } while (random.nextInt(4) == 0);
        Set<HolidayCalendar> holidays = new LinkedHashSet<>();
        while (random.nextInt(2) == 0) {
            holidays.add(Reading.accepted(any(REGIONS), HolidayCalendar::read));
        }
        return new Calendar(shifts, holidays);
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    /** Mostly some days before clocks are changed, at a whole minute. */
    private Instant start(ZoneId zone) {
        Instant any =
                LocalDate.of(2005, 1, 1)
                        .plusDays(random.nextInt(30 * 365))
                        .atStartOfDay(zone)
                        .toInstant();
        ZoneOffsetTransition change = zone.getRules().nextTransition(any);
        Instant near =
                zone.getId().equals("Pacific/Apia") && random.nextBoolean()
                        ? SAMOA_SKIPS_A_DAY
                        : change == null || random.nextInt(4) == 0 ? any : change.getInstant();
        return near.minus(random.nextInt(7 * 24 * 60), MINUTES);
    }
}
