package io.leaddispatcher.domain.experiment;

import io.leaddispatcher.domain.estimate.Grouped;

/**
 * What came of the leads of one side, by company. Each lead counts once for each thing, however
 * often it happened, and of all leads: who never got a rep was not won either.
 *
 * @param assigned how many got a rep
 * @param meetings how many had a meeting that was held
 * @param open of how many nobody has said yet how they ended
 */
public record SideTally(
        long assigned, Grouped meetings, Grouped opportunities, Grouped won, Grouped open) {

    public static final SideTally NONE =
            new SideTally(0, Grouped.NONE, Grouped.NONE, Grouped.NONE, Grouped.NONE);

    public long leads() {
        return won.of();
    }

    /** Which are what is dealt to the sides. One that came in several spans counts in each. */
    public long companies() {
        return won.groups();
    }

    /** Together with what came of others. */
    SideTally plus(SideTally other) {
        return new SideTally(
                assigned + other.assigned,
                meetings.plus(other.meetings),
                opportunities.plus(other.opportunities),
                won.plus(other.won),
                open.plus(other.open));
    }
}
