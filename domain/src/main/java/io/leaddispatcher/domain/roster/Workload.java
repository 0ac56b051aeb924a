package io.leaddispatcher.domain.roster;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.leaddispatcher.domain.lead.LeadKind;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a rep is busy with at the instant of a decision.
 *
 * @param open assignments offered or accepted
 * @param today assignments since {@link Roster#startOfDay midnight in the rep's zone}
 * @param thisHour assignments in the last 60 minutes
 * @param inCalendar whether a connected calendar shows the rep busy
 * @param openByKind of {@code open}, those of each kind of lead; counted for reps alone who have
 *     {@link Capacity#perKind limits of kinds}
 */
public record Workload(
        int open,
        int today,
        int thisHour,
        boolean inCalendar,
        ImmutableMap<LeadKind, Integer> openByKind) {

    public static final Workload NONE = new Workload(0, 0, 0);

    public Workload {
        if (open < 0 || today < 0 || thisHour < 0) {
            throw new IllegalArgumentException(
                    "workload (open %d, today %d, this hour %d) must not be negative"
                            .formatted(open, today, thisHour));
        }
    }

    public Workload(int open, int today, int thisHour) {
        this(open, today, thisHour, false);
    }

    public Workload(int open, int today, int thisHour, boolean inCalendar) {
        this(open, today, thisHour, inCalendar, ImmutableMap.of());
    }

    /** Likewise, with how much of what is open is of each kind. */
    public Workload of(ImmutableMap<LeadKind, Integer> kinds) {
        return new Workload(open, today, thisHour, inCalendar, kinds);
    }

    /** The open ones of a kind. */
    public int openOf(LeadKind kind) {
        return openByKind.getOrDefault(kind, 0);
    }

    /** After one assignment more, of a lead of this kind. */
    public Workload oneMore(LeadKind kind) {
        return new Workload(open + 1, today + 1, thisHour + 1, inCalendar, plus(kind, 1));
    }

    /** After one open assignment less; what was given stays counted for the day and the hour. */
    public Workload oneLess(LeadKind kind) {
        return new Workload(Math.max(0, open - 1), today, thisHour, inCalendar, plus(kind, -1));
    }

    private ImmutableMap<LeadKind, Integer> plus(LeadKind kind, int change) {
        Map<LeadKind, Integer> next = new EnumMap<>(LeadKind.class);
        next.putAll(openByKind);
        next.put(kind, Math.max(0, openOf(kind) + change));
        return Maps.immutableEnumMap(next);
    }
}
