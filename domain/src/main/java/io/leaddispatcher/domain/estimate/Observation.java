package io.leaddispatcher.domain.estimate;

import io.leaddispatcher.domain.roster.RepKey;

/**
 * One lead that was routed by the policy that ran, and where another policy would have sent it.
 *
 * <p>To fill one: take a lead that routing itself gave to one rep, as it was when it was first
 * assigned. Leads that nobody got, then or by the draft, that a person gave away by hand, or that
 * were broadcast are left out, as nothing says what chance they had. So the rate that comes out is
 * that of the leads that somebody gets; how many the draft leaves to nobody is told beside it.
 * {@code RoutingChances} reads the chances off a decision, also off one that was kept.
 *
 * @param stratum leads that are alike before anybody had them: a segment, or whatever both policies
 *     and the reps' success depend on. Coarse: with fewer than some ten leads of a rep in a stratum
 *     the rest of it speaks for the rep
 * @param had whom routing gave it to. Also when somebody else had it later: what is asked is what
 *     comes of giving it to this rep
 * @param ran the chance that each rep had of it under the policy that ran. Of a rule that names the
 *     rep or asks for an owner: {@link Chances#only}. Of a pool that deals in turn: among the
 *     candidates who were available then, equal or by weight; who is next in turn has nothing to do
 *     with what the next lead is like, so it is as good as chance. Where an experiment ran: those
 *     of both its sides, mixed by its share
 * @param draft the same of the other policy, on the same grounds: of a pool the chances of all its
 *     available members, and not only who would be next
 * @param reward what came of it
 */
public record Observation(String stratum, RepKey had, Chances ran, Chances draft, Reward reward) {

    public Observation {
        if (ran.of(had) <= 0) {
            throw new IllegalArgumentException(
                    "%s had a lead that %s had no chance of".formatted(had, had));
        }
    }

    /** How much the lead counts for: how much likelier its rep is to get it by the draft. */
    double weight(double atMost) {
        return Math.min(draft.of(had) / ran.of(had), atMost);
    }
}
