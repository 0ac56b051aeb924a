package io.leaddispatcher.domain.roster;

import com.google.common.collect.Maps;
import io.leaddispatcher.domain.document.Part;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The hours of a week in which somebody works: any number of intervals a day, by the clock on the
 * wall.
 *
 * <p>An interval contains the instants at which a clock in the zone shows a time in it. When clocks
 * go forward the hour that no clock shows is no working time; when they go back the hour that
 * clocks show twice is working time both times. The end is exclusive. An interval over midnight
 * belongs to the day on which it starts, also when that day or the next is a holiday.
 */
public final class WorkingHours {

    /** Every minute of the week. */
    public static final WorkingHours ALWAYS = always();

    /** Beyond this many days a next opening is no longer looked for. */
    private static final int HORIZON_DAYS = 400;

    private static final int MINUTES_OF_A_DAY = 24 * 60;

    private final Map<DayOfWeek, List<Interval>> week;

    /**
     * Minutes since midnight of the day on which it starts.
     *
     * @param until exclusive; above 1440 when it runs into the next day
     */
    record Interval(int from, int until) {

        boolean contains(int minute) {
            return from <= minute && minute < until;
        }

        /** As it is written: {@code 22:00-02:00}. */
        String spelled() {
            return clock(from)
                    + "-"
                    + clock(until > MINUTES_OF_A_DAY ? until - MINUTES_OF_A_DAY : until);
        }

        private static String clock(int minute) {
            return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
        }

        /** As if no clock were changed. */
        Span on(LocalDate day, ZoneOffset offset) {
            Instant midnight = day.atStartOfDay().toInstant(offset);
            return new Span(
                    midnight.plus(Duration.ofMinutes(from)),
                    midnight.plus(Duration.ofMinutes(until)));
        }
    }

    WorkingHours(Map<DayOfWeek, List<Interval>> week) {
        this.week = Maps.immutableEnumMap(week);
    }

    /**
     * Reads {@code {"MON-FRI":["09:00-12:30","13:30-18:00"],"SAT":["22:00-02:00"]}}. Empty when the
     * document names no day: that says nothing about any day, so it counts as left out.
     */
    public static Optional<WorkingHours> read(Part document) {
        return WorkingHoursReading.read(document);
    }

    /** Its intervals by the day on which they start, each as it is written. */
    public Map<DayOfWeek, List<String>> spelled() {
        return Maps.transformValues(
                week, intervals -> intervals.stream().map(Interval::spelled).toList());
    }

    public boolean isOpen(Instant at, ZoneId zone) {
        return isOpen(at, zone, _ -> false);
    }

    /** Intervals that start on a closed day (a holiday) do not take place. */
    boolean isOpen(Instant at, ZoneId zone, Predicate<LocalDate> closed) {
        return daysOfWork(at, zone).stream().anyMatch(day -> !closed.test(day));
    }

    /** The days to which an instant belongs as working time; none when it is outside the hours. */
    List<LocalDate> daysOfWork(Instant at, ZoneId zone) {
        LocalDateTime shown = LocalDateTime.ofInstant(at, zone);
        LocalDate today = shown.toLocalDate();
        int minute = shown.getHour() * 60 + shown.getMinute();
        List<LocalDate> days = new ArrayList<>(2);
        if (contains(today.minusDays(1), minute + MINUTES_OF_A_DAY)) {
            days.add(today.minusDays(1));
        }
        if (contains(today, minute)) {
            days.add(today);
        }
        return days;
    }

    /**
     * The first open instant that is not before {@code from}: {@code from} itself when it is open.
     * Empty when no interval is ever open.
     */
    public Optional<Instant> nextOpening(Instant from, ZoneId zone) {
        return nextOpening(from, zone, _ -> false);
    }

    Optional<Instant> nextOpening(Instant from, ZoneId zone, Predicate<LocalDate> closed) {
        if (isOpen(from, zone, closed)) {
            return Optional.of(from);
        }
        Optional<Instant> start = nextStart(from, zone, closed);
        return start.flatMap(bound -> openingByClockChange(from, bound, zone, closed))
                .or(() -> start);
    }

    private Optional<Instant> nextStart(Instant from, ZoneId zone, Predicate<LocalDate> closed) {
        // Clocks that go back over midnight show yesterday's date again.
        LocalDate first = LocalDate.ofInstant(from, zone).minusDays(1);
        return IntStream.range(0, HORIZON_DAYS)
                .mapToObj(first::plusDays)
                .filter(day -> starts(day, from, zone, closed).findAny().isPresent())
                .findFirst()
                .flatMap(day ->
                        Stream.of(day, day.plusDays(1))
                                .flatMap(either -> starts(either, from, zone, closed))
                                .min(Instant::compareTo));
    }

    /** The starts of a day's intervals after {@code from}: none in a gap, two in an overlap. */
    private Stream<Instant> starts(
            LocalDate day, Instant from, ZoneId zone, Predicate<LocalDate> closed) {
        if (closed.test(day)) {
            return Stream.empty();
        }
        ZoneRules rules = zone.getRules();
        return intervals(day).stream()
                .map(interval -> day.atTime(LocalTime.MIDNIGHT).plusMinutes(interval.from()))
                .flatMap(start -> rules.getValidOffsets(start).stream().map(start::toInstant))
                .filter(start -> start.isAfter(from));
    }

    /** Clocks that are put forward or back may show a time inside an interval. */
    private Optional<Instant> openingByClockChange(
            Instant from, Instant before, ZoneId zone, Predicate<LocalDate> closed) {
        ZoneRules rules = zone.getRules();
        return Stream.iterate(
                        rules.nextTransition(from),
                        change -> change != null && change.getInstant().isBefore(before),
                        change -> rules.nextTransition(change.getInstant()))
                .map(ZoneOffsetTransition::getInstant)
                .filter(change -> isOpen(change, zone, closed))
                .findFirst();
    }

    /** The open time within a stretch: in no order, and some of it perhaps twice. */
    Stream<Span> open(Span within, ZoneId zone, Predicate<LocalDate> closed) {
        ZoneRules rules = zone.getRules();
        return steady(within, rules)
                .flatMap(part -> {
                    ZoneOffset offset = rules.getOffset(part.from());
                    LocalDate first = LocalDate.ofInstant(part.from(), offset).minusDays(1);
                    LocalDate last = LocalDate.ofInstant(part.until(), offset);
                    return first.datesUntil(last.plusDays(1))
                            .filter(day -> !intervals(day).isEmpty() && !closed.test(day))
                            .flatMap(day ->
                                    intervals(day).stream().map(each -> each.on(day, offset)))
                            .flatMap(span -> span.and(part).stream());
                });
    }

    /** Its parts in which no clock is changed, so that a wall shows each time once. */
    private static Stream<Span> steady(Span within, ZoneRules rules) {
        Stream.Builder<Span> parts = Stream.builder();
        Instant from = within.from();
        ZoneOffsetTransition change = rules.nextTransition(from);
        while (change != null && change.getInstant().isBefore(within.until())) {
            parts.add(new Span(from, change.getInstant()));
            from = change.getInstant();
            change = rules.nextTransition(from);
        }
        return parts.add(new Span(from, within.until())).build();
    }

    private boolean contains(LocalDate day, int minute) {
        for (Interval interval : intervals(day)) {
            if (interval.contains(minute)) {
                return true;
            }
        }
        return false;
    }

    private List<Interval> intervals(LocalDate day) {
        return week.getOrDefault(day.getDayOfWeek(), List.of());
    }

    private static WorkingHours always() {
        List<Interval> wholeDay = List.of(new Interval(0, MINUTES_OF_A_DAY));
        return new WorkingHours(Maps.toMap(List.of(DayOfWeek.values()), _ -> wholeDay));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WorkingHours hours && week.equals(hours.week);
    }

    @Override
    public int hashCode() {
        return week.hashCode();
    }
}
