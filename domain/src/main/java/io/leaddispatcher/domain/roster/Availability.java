package io.leaddispatcher.domain.roster;

import static io.leaddispatcher.domain.roster.UnavailabilityReason.AT_CAPACITY;
import static io.leaddispatcher.domain.roster.UnavailabilityReason.CALENDAR_BUSY;
import static io.leaddispatcher.domain.roster.UnavailabilityReason.HOLIDAY;
import static io.leaddispatcher.domain.roster.UnavailabilityReason.INACTIVE;
import static io.leaddispatcher.domain.roster.UnavailabilityReason.OUT_OF_HOURS;
import static io.leaddispatcher.domain.roster.UnavailabilityReason.OUT_OF_OFFICE;
import static io.leaddispatcher.domain.roster.UnavailabilityReason.PAUSED;

import io.leaddispatcher.domain.lead.LeadKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
     * @param kind of the lead; null when it is about no lead of a certain kind
     */
    public static List<UnavailabilityReason> reasonsAgainst(
            Rep rep,
            Roster roster,
            Instant at,
            Workload workload,
            Set<Respect> respected,
            @Nullable LeadKind kind) {
        List<UnavailabilityReason> reasons =
                new ArrayList<>(
                        absence(rep, Hours.of(roster.scheduleOf(rep.key()), at), at, respected));
        reasons.addAll(load(rep, at, workload, respected, kind));
        return List.copyOf(reasons);
    }

    /** What a schedule says of an instant. */
    public record Hours(boolean open, boolean holiday) {

        public static Hours of(Schedule schedule, Instant at) {
            return new Hours(schedule.isInHours(at), schedule.isHoliday(at));
        }
    }

    /** What speaks against the rep at this instant, whatever the rep is busy with. */
    public static List<UnavailabilityReason> absence(
            Rep rep, Hours hours, Instant at, Set<Respect> respected) {
        List<UnavailabilityReason> reasons = new ArrayList<>(0);
        if (!rep.active()) {
            reasons.add(INACTIVE);
        }
        if (rep.paused()) {
            reasons.add(PAUSED);
        }
        if (respected.contains(Respect.HOURS)) {
            if (!hours.open()) {
                reasons.add(OUT_OF_HOURS);
            }
            if (hours.holiday()) {
                reasons.add(HOLIDAY);
            }
        }
        if (respected.contains(Respect.OUT_OF_OFFICE) && rep.isOutOfOffice(at)) {
            reasons.add(OUT_OF_OFFICE);
        }
        return List.copyOf(reasons);
    }

    /**
     * What speaks against the rep because of what the rep is busy with at this instant.
     *
     * @param kind of the lead; null when it is about no lead of a certain kind
     */
    public static List<UnavailabilityReason> load(
            Rep rep,
            Instant at,
            Workload workload,
            Set<Respect> respected,
            @Nullable LeadKind kind) {
        boolean inCalendar = respected.contains(Respect.CALENDAR) && workload.inCalendar();
        boolean full =
                respected.contains(Respect.CAPACITY) && !rep.capacityAt(at).admits(workload, kind);
        if (inCalendar && full) {
            return List.of(CALENDAR_BUSY, AT_CAPACITY);
        }
        return inCalendar ? List.of(CALENDAR_BUSY) : full ? List.of(AT_CAPACITY) : List.of();
    }
}
