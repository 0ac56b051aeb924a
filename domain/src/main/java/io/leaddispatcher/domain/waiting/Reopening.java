package io.leaddispatcher.domain.waiting;

import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.roster.OutOfOffice;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.Respect;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.roster.Schedule;
import io.leaddispatcher.domain.roster.Workload;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
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
     *
     * @param respected what counts on the way by which the lead would come
     * @param anyway whether the rep gets it though away
     * @param kind of the lead; null when it is about no lead of a certain kind
     */
    public Optional<Instant> of(
            Rep rep, Busy busy, Set<Respect> respected, boolean anyway, @Nullable LeadKind kind) {
        boolean full = respected.contains(Respect.CAPACITY) && isFull(rep, busy, kind);
        if (!rep.active() || full || (rep.paused() && !anyway)) {
            return Optional.empty();
        }
        Instant free = respected.contains(Respect.CAPACITY) ? room(rep, busy) : at;
        return anyway ? Optional.of(free) : present(rep, respected, free);
    }

    private Optional<Instant> present(Rep rep, Set<Respect> respected, Instant from) {
        Instant free = from;
        for (int step = 0; step < MOST_STEPS; step++) {
            Optional<Instant> next = notBefore(free, rep, respected);
            if (next.isEmpty() || next.get().equals(free)) {
                return next;
            }
            free = next.get();
        }
        return Optional.empty();
    }

    /** For as long as the clock says, and longer: a limit of nothing is never over. */
    private static boolean isFull(Rep rep, Busy busy, @Nullable LeadKind kind) {
        Integer mostOpen = rep.capacity().open();
        return (mostOpen != null && busy.workload().open() >= mostOpen)
                || !rep.capacity().admitsKind(busy.workload(), kind)
                || Integer.valueOf(0).equals(rep.capacity().perDay())
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

    private Optional<Instant> notBefore(Instant from, Rep rep, Set<Respect> respected) {
        Instant back = respected.contains(Respect.OUT_OF_OFFICE) ? backInOffice(rep, from) : from;
        if (!respected.contains(Respect.HOURS)) {
            return Optional.of(back);
        }
        Schedule schedule = roster.scheduleOf(rep.key());
        return back.equals(at)
                ? openings.computeIfAbsent(schedule, hours -> hours.nextOpening(at))
                : schedule.nextOpening(back);
    }

    private static Instant backInOffice(Rep rep, Instant from) {
        return rep.outOfOffice().stream()
                .filter(absence -> absence.covers(from))
                .map(OutOfOffice::to)
                .max(Instant::compareTo)
                .orElse(from);
    }
}
