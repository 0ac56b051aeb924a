package io.leaddispatcher.domain.waiting;

import io.leaddispatcher.domain.roster.OutOfOffice;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.roster.Schedule;
import io.leaddispatcher.domain.roster.Workload;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.IdentityHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When reps can be given work again, as far as clocks alone tell: hours that open, holidays and
 * absences that are over, a new day or hour of a limit. For one instant. Not thread-safe.
 */
public final class Reopening {

    /** Absences that follow each other; more than a few are none that anybody waits out. */
    private static final int MOST_STEPS = 50;

    private final Roster roster;
    private final Instant at;
    // Reps who work the same hours share a schedule: it is the same object.
    private final IdentityHashMap<Schedule, Optional<Instant>> openings = new IdentityHashMap<>();

    public Reopening(Roster roster, Instant at) {
        this.roster = roster;
        this.at = at;
    }

    /**
     * What a rep is busy with, for limits that end by the clock.
     *
     * @param hourEnds when the limit of an hour admits one more; null when it does now
     */
    public record Busy(Workload workload, @Nullable Instant hourEnds) {

        public static final Busy NOTHING = new Busy(Workload.NONE, null);
    }

    /**
     * The first instant from now on at which nothing speaks against the rep; now when nothing does.
     * Empty when something does that no clock ends: the rep has left, takes a break, or has all the
     * open work that fits.
     */
    public Optional<Instant> of(Rep rep, Busy busy) {
        Integer mostOpen = rep.capacity().open();
        if (!rep.active()
                || rep.paused()
                || (mostOpen != null && busy.workload().open() >= mostOpen)
                || isNever(rep)) {
            return Optional.empty();
        }
        Instant free = room(rep, busy);
        for (int step = 0; step < MOST_STEPS; step++) {
            Optional<Instant> next = present(rep, free);
            if (next.isEmpty() || next.get().equals(free)) {
                return next;
            }
            free = next.get();
        }
        return Optional.empty();
    }

    /** Nobody is given anything whose limit of a day or an hour is nothing. */
    private static boolean isNever(Rep rep) {
        return Integer.valueOf(0).equals(rep.capacity().perDay())
                || Integer.valueOf(0).equals(rep.capacity().perHour());
    }

    private Instant room(Rep rep, Busy busy) {
        Instant free = at;
        Integer perDay = rep.capacity().perDay();
        if (perDay != null && busy.workload().today() >= perDay) {
            ZoneId zone = roster.zoneOf(rep);
            free = LocalDate.ofInstant(at, zone).plusDays(1).atStartOfDay(zone).toInstant();
        }
        Instant hourEnds = busy.hourEnds();
        return hourEnds != null && free.isBefore(hourEnds) ? hourEnds : free;
    }

    /** Not before an instant. */
    private Optional<Instant> present(Rep rep, Instant from) {
        Instant back =
                rep.outOfOffice().stream()
                        .filter(absence -> absence.covers(from))
                        .map(OutOfOffice::to)
                        .max(Instant::compareTo)
                        .orElse(from);
        Schedule schedule = roster.scheduleOf(rep.key());
        return back.equals(at)
                ? openings.computeIfAbsent(schedule, hours -> hours.nextOpening(at))
                : schedule.nextOpening(back);
    }
}
