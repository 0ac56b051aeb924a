package io.leaddispatcher.application.simulation.port;

import io.leaddispatcher.domain.estimate.Reward;
import io.leaddispatcher.domain.lead.LeadId;

/**
 * What has come of a lead so far, whoever had it.
 *
 * @param won also when it was lost before or after
 * @param closed won, lost or disqualified; what was spam or a duplicate was no chance
 */
public record PastOutcome(
        LeadId lead, boolean meetingHeld, boolean opportunity, boolean won, boolean closed) {

    /** Of a lead of which nothing has come yet. */
    public static PastOutcome noneYet(LeadId lead) {
        return new PastOutcome(lead, false, false, false, false);
    }

    /** As the rate from meetings to opportunities counts it; who was won had become one. */
    public Reward opportunityOfMeeting() {
        if (!meetingHeld) {
            return Reward.NOT_COUNTED;
        }
        return opportunity || won ? Reward.EARNED : Reward.MISSED;
    }

    /** As the win rate counts it: of the leads that are closed. */
    public Reward win() {
        if (!closed) {
            return Reward.NOT_COUNTED;
        }
        return won ? Reward.EARNED : Reward.MISSED;
    }
}
