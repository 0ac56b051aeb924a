package io.leaddispatcher.domain.roster;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When a rep or team works: hours, each by the clocks of its zone, without the holidays.
 *
 * @param shifts at least one; several when a rep works the hours of several teams
 * @param holidays a day that is a holiday in one of these is none of work
 */
public record Schedule(List<Shift> shifts, Set<HolidayCalendar> holidays) {

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

    private ZoneId zone() {
        return shifts.getFirst().zone();
    }

    private boolean isHoliday(LocalDate day) {
        return holidays.stream().anyMatch(calendar -> calendar.isHoliday(day));
    }
}
