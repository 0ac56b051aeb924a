package io.leaddispatcher.domain.roster;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When a rep or team works: hours, each by the clocks of its zone, without the holidays. It can
 * also be counted with: {@link #between} measures the open time between two instants, {@link #plus}
 * says when so much of it will be over. Both walk day by day, so they take time in proportion to
 * the days between.
 *
 * @param shifts at least one; several when a rep works the hours of several teams
 * @param holidays a day that is a holiday in one of these is none of work
 */
public record Schedule(List<Shift> shifts, Set<HolidayCalendar> holidays) {

    /** Ten years: who is not open long enough by then never is, for all practical purposes. */
    private static final Duration HORIZON = Duration.ofDays(3_660);

    /** Most deadlines are in it, so that nothing is worked out for nothing. */
    private static final Duration STRIDE = Duration.ofDays(8);

    /** Hours by the clocks of a zone. */
    public record Shift(WorkingHours hours, ZoneId zone) {}

    public Schedule {
        if (shifts.isEmpty()) {
            throw new IllegalArgumentException("a schedule needs at least one shift");
        }
        shifts = List.copyOf(shifts);
        holidays = Set.copyOf(holidays);
    }

    public boolean isOpen(Instant at) {
        return isInHours(at) && !isHoliday(at);
    }

    /** Holidays apart. */
    public boolean isInHours(Instant at) {
        return shifts.stream().anyMatch(shift -> shift.hours().isOpen(at, shift.zone()));
    }

    /**
     * Whether the day of work is a holiday. Within the hours that is the day on which the interval
     * starts, so a night shift goes on into a holiday; outside it is the date.
     */
    public boolean isHoliday(Instant at) {
        if (holidays.isEmpty()) {
            return false;
        }
        List<LocalDate> days =
                shifts.stream()
                        .flatMap(shift -> shift.hours().daysOfWork(at, shift.zone()).stream())
                        .toList();
        return days.isEmpty()
                ? isHoliday(LocalDate.ofInstant(at, zone()))
                : days.stream().allMatch(this::isHoliday);
    }

    /** The first open instant that is not before {@code from}; empty when there is none. */
    public Optional<Instant> nextOpening(Instant from) {
        return shifts.stream()
                .flatMap(shift ->
                        shift.hours().nextOpening(from, shift.zone(), this::isHoliday).stream())
                .min(Instant::compareTo);
    }

    /**
     * The open time from one instant to another.
     *
     * @param until not before {@code from}
     */
    public Duration between(Instant from, Instant until) {
        if (until.isBefore(from)) {
            throw new IllegalArgumentException(
                    "open time from %s must be measured to later, not to %s"
                            .formatted(from, until));
        }
        Duration open = Duration.ZERO;
        for (Span span : open(new Span(from, until))) {
            open = open.plus(span.length());
        }
        return open;
    }

    /**
     * When this much open time since an instant is over: the first instant of which {@link
     * #between} says so. That is {@code from} itself for none, and closing time rather than the
     * next opening. Empty when it is not within ten years.
     *
     * @param openTime not negative
     */
    public Optional<Instant> plus(Instant from, Duration openTime) {
        if (openTime.isNegative()) {
            throw new IllegalArgumentException(
                    "open time to add (%s) must not be negative".formatted(openTime));
        }
        if (openTime.isZero()) {
            return Optional.of(from);
        }
        Duration left = openTime;
        Instant end = from.plus(HORIZON);
        for (Instant at = from; at.isBefore(end); at = at.plus(STRIDE)) {
            for (Span span : open(new Span(at, at.plus(STRIDE)))) {
                if (left.compareTo(span.length()) <= 0) {
                    return Optional.of(span.from().plus(left));
                }
                left = left.minus(span.length());
            }
        }
        return Optional.empty();
    }

    private List<Span> open(Span within) {
        return Span.merged(
                shifts.stream()
                        .flatMap(shift ->
                                shift.hours().open(within, shift.zone(), this::isHoliday)));
    }

    private ZoneId zone() {
        return shifts.getFirst().zone();
    }

    private boolean isHoliday(LocalDate day) {
        return holidays.stream().anyMatch(calendar -> calendar.isHoliday(day));
    }
}
