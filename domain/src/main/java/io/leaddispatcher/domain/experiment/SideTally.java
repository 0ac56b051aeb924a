package io.leaddispatcher.domain.experiment;

import io.leaddispatcher.domain.estimate.Proportion;

/**
 * What came of the leads of one side. Each lead counts once for each thing, however often it
 * happened, and of all leads: who never got a rep was not won either.
 *
 * @param assigned how many got a rep
 * @param meetings how many had a meeting that was held
 */
public record SideTally(long leads, long assigned, long meetings, long opportunities, long won) {

    public static final SideTally NONE = new SideTally(0, 0, 0, 0, 0);

    public Proportion meetingRate() {
        return new Proportion(meetings, leads);
    }

    public Proportion opportunityRate() {
        return new Proportion(opportunities, leads);
    }

    public Proportion wonRate() {
        return new Proportion(won, leads);
    }
}
