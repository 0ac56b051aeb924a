package io.leaddispatcher.domain.analysis;

import io.leaddispatcher.domain.phrase.Phrase;
import io.leaddispatcher.domain.phrase.Phrase.Joint;
import io.leaddispatcher.domain.roster.Schedule;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * A week, minute by minute from Monday on, in which no clock is changed.
 *
 * @param start Monday at midnight
 */
record Week(Instant start, ZoneId zone) {

    static final int MINUTES_OF_A_DAY = 24 * 60;
    static final int MINUTES = 7 * MINUTES_OF_A_DAY;

    /** Hours are looked at so often; where they begin and end, each minute between is. */
    private static final int STEP = 15;

    private static final int MOST_WEEKS_AHEAD = 8;
    private static final List<String> DAYS =
            List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

    /** The next one of a zone in which no clock of these schedules is changed, if there soon is. */
    static Week after(Instant now, ZoneId zone, Collection<Schedule> schedules) {
        List<ZoneId> zones =
                schedules.stream()
                        .flatMap(schedule -> schedule.shifts().stream())
                        .map(Schedule.Shift::zone)
                        .distinct()
                        .toList();
        LocalDate monday =
                LocalDate.ofInstant(now, zone).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        for (int ahead = 0; ahead < MOST_WEEKS_AHEAD; ahead++) {
            Week week = of(monday.plusWeeks(ahead), zone);
            if (week.isSteady(zone) && zones.stream().allMatch(week::isSteady)) {
                return week;
            }
        }
        return of(monday, zone);
    }

    private static Week of(LocalDate monday, ZoneId zone) {
        return new Week(monday.atStartOfDay(zone).toInstant(), zone);
    }

    private boolean isSteady(ZoneId one) {
        // A day more at both ends, as other zones begin their week earlier or later.
        ZoneOffsetTransition change =
                one.getRules().nextTransition(start.minus(Duration.ofDays(1)));
        return change == null || change.getInstant().isAfter(start.plus(Duration.ofDays(8)));
    }

    Instant at(int minute) {
        return start.plus(Duration.ofMinutes(minute));
    }

    /** The minutes in which somebody works, holidays apart. */
    BitSet worked(Schedule schedule) {
        BitSet worked = new BitSet(MINUTES);
        boolean before = schedule.isInHours(start);
        worked.set(0, before);
        for (int minute = STEP; minute <= MINUTES; minute += STEP) {
            boolean now = schedule.isInHours(at(minute));
            if (now == before) {
                worked.set(minute - STEP, minute, now);
            } else {
                for (int each = minute - STEP; each < minute; each++) {
                    worked.set(each, schedule.isInHours(at(each)));
                }
            }
            before = now;
        }
        return worked;
    }

    /** {@code Mon-Fri before 09:00 and after 18:00, Sat-Sun all day}. */
    static Phrase words(BitSet minutes) {
        if (minutes.cardinality() == MINUTES) {
            return Phrase.of("week.always", "at any time");
        }
        List<List<Phrase>> days = new ArrayList<>();
        for (int day = 0; day < 7; day++) {
            days.add(
                    ranges(
                            minutes
                                    .get(day * MINUTES_OF_A_DAY, (day + 1) * MINUTES_OF_A_DAY)
                                    .stream()
                                    .toArray()));
        }
        List<Phrase> parts = new ArrayList<>();
        for (int from = 0; from < 7; ) {
            int to = from;
            while (to + 1 < 7 && days.get(to + 1).equals(days.get(from))) {
                to++;
            }
            if (!days.get(from).isEmpty()) {
                parts.add(
                        Phrase.of(
                                "week.days",
                                "%s %s",
                                from == to
                                        ? day(from)
                                        : Phrase.of("week.span", "%s-%s", day(from), day(to)),
                                new Phrase.Listing(days.get(from), Joint.EACH)));
            }
            from = to + 1;
        }
        return Phrase.list(Joint.COMMA, parts);
    }

    private static Phrase day(int day) {
        return Phrase.of("day." + day, DAYS.get(day));
    }

    /** Of a day, by its minutes in order. */
    private static List<Phrase> ranges(int[] minutes) {
        List<Phrase> ranges = new ArrayList<>();
        for (int from = 0; from < minutes.length; ) {
            int to = from;
            while (to + 1 < minutes.length && minutes[to + 1] == minutes[to] + 1) {
                to++;
            }
            ranges.add(range(minutes[from], minutes[to] + 1));
            from = to + 1;
        }
        return ranges;
    }

    private static Phrase range(int from, int until) {
        if (from == 0) {
            return until == MINUTES_OF_A_DAY
                    ? Phrase.of("week.day", "all day")
                    : Phrase.of("week.before", "before %s", Phrase.plain(time(until)));
        }
        return until == MINUTES_OF_A_DAY
                ? Phrase.of("week.after", "after %s", Phrase.plain(time(from)))
                : Phrase.plain("%s-%s".formatted(time(from), time(until)));
    }

    private static String time(int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
    }
}
