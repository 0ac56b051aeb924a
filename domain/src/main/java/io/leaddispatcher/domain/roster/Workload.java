package io.leaddispatcher.domain.roster;

/**
 * What a rep is busy with at the instant of a decision.
 *
 * @param open assignments offered or accepted
 * @param today assignments since {@link Roster#startOfDay midnight in the rep's zone}
 * @param thisHour assignments in the last 60 minutes
 * @param inCalendar whether a connected calendar shows the rep busy
 */
public record Workload(int open, int today, int thisHour, boolean inCalendar) {

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

    /** After one assignment more. */
    public Workload oneMore() {
        return new Workload(open + 1, today + 1, thisHour + 1, inCalendar);
    }

    /** After one open assignment less; what was given stays counted for the day and the hour. */
    public Workload oneLess() {
        return new Workload(Math.max(0, open - 1), today, thisHour, inCalendar);
    }
}
