package io.leaddispatcher.domain.roster;

import static io.leaddispatcher.domain.roster.UnavailabilityReason.AT_CAPACITY;
import static io.leaddispatcher.domain.roster.UnavailabilityReason.CALENDAR_BUSY;
import static io.leaddispatcher.domain.roster.UnavailabilityReason.HOLIDAY;
import static io.leaddispatcher.domain.roster.UnavailabilityReason.INACTIVE;
import static io.leaddispatcher.domain.roster.UnavailabilityReason.OUT_OF_HOURS;
import static io.leaddispatcher.domain.roster.UnavailabilityReason.OUT_OF_OFFICE;
import static io.leaddispatcher.domain.roster.UnavailabilityReason.PAUSED;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether a rep can be given work at an instant. */
public final class Availability {

    private Availability() {}

    /**
     * All that speaks against the rep, in the order of {@link UnavailabilityReason}; none when the
     * rep is available. What speaks against the rep for this lead or call alone (skills, a decline)
     * is not looked at.
     *
     * @param roster one that holds the rep
     * @param respected what else counts than {@code INACTIVE} and {@code PAUSED}, which always do
     */
    public static List<UnavailabilityReason> reasonsAgainst(
            Rep rep, Roster roster, Instant at, Workload workload, Set<Respect> respected) {
        List<UnavailabilityReason> reasons = new ArrayList<>();
        if (!rep.active()) {
            reasons.add(INACTIVE);
        }
        if (rep.paused()) {
            reasons.add(PAUSED);
        }
        if (respected.contains(Respect.HOURS)) {
            Schedule schedule = roster.scheduleOf(rep.key());
            if (!schedule.isInHours(at)) {
                reasons.add(OUT_OF_HOURS);
            }
            if (schedule.isHoliday(at)) {
                reasons.add(HOLIDAY);
            }
        }
        if (respected.contains(Respect.OUT_OF_OFFICE) && rep.isOutOfOffice(at)) {
            reasons.add(OUT_OF_OFFICE);
        }
        if (respected.contains(Respect.CALENDAR) && workload.inCalendar()) {
            reasons.add(CALENDAR_BUSY);
        }
        if (respected.contains(Respect.CAPACITY) && !rep.capacity().admits(workload)) {
            reasons.add(AT_CAPACITY);
        }
        return List.copyOf(reasons);
    }
}
