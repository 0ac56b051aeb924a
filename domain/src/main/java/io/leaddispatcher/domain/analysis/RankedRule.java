package io.leaddispatcher.domain.analysis;

import io.leaddispatcher.domain.policy.NamedLists;
import io.leaddispatcher.domain.policy.Ring;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.policy.Target;
import io.leaddispatcher.domain.policy.WhenUnavailable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule in its place, with what is known of its targets.
 *
 * @param rank how many rules stand before it
 * @param holds its condition
 * @param passes what holds of leads that it lets go on: the opposite, or that a lead was sent on to
 *     the next tier before it came here
 * @param cutBy the rules of the tier that may send it on so
 * @param isDead whether it sends leads to nothing but pools in which nobody can have them
 * @param isSure whether somebody or something behind it can take any lead it asks for
 */
record RankedRule(
        Rule rule,
        int tier,
        int place,
        int rank,
        Formula holds,
        Formula passes,
        List<RankedRule> cutBy,
        boolean isDead,
        boolean isSure) {

    RankedRule {
        cutBy = List.copyOf(cutBy);
    }

    String pointer() {
        return "/tiers/%d/rules/%d".formatted(tier, place);
    }

    /** Whether a lead that this one asks for never comes to a later rule while people are there. */
    boolean keepsFrom(RankedRule later) {
        return !isDead
                && (isSure
                        || rule.whenUnavailable() instanceof WhenUnavailable.ToQueue
                        || (sendsToNextTier() && tier == later.tier));
    }

    /** Whether what it finds nobody for goes on from it to a later rule. */
    boolean overflowsTo(RankedRule later) {
        return !(rule.whenUnavailable() instanceof WhenUnavailable.ToQueue)
                && !(sendsToNextTier() && tier == later.tier)
                && rule.rings().stream()
                        .noneMatch(ring -> ring.skip().isEmpty() && isAlwaysThere(ring.assign()));
    }

    private static boolean isAlwaysThere(Target target) {
        return target instanceof Target.Queue
                || target instanceof Target.Handoff
                || target instanceof Target.Reject;
    }

    /**
     * Whether it only asks for somebody who may not be: the owner of an account, of the lead
     * before, of the company's last lead, or of the calendar. To go on to the next rule is what
     * such a rule is for.
     */
    boolean asksOwnersOnly() {
        return !(rule.whenUnavailable() instanceof WhenUnavailable.ToQueue)
                && rule.rings().stream().allMatch(ring -> isOwner(ring.assign()));
    }

    private static boolean isOwner(Target target) {
        return target instanceof Target.AccountOwner
                || target instanceof Target.PreviousOwner
                || target instanceof Target.SameCompany
                || target instanceof Target.MeetingHost;
    }

    /** Whether it asks for any lead at all. */
    boolean isUnconditional() {
        return holds.equals(Formula.TRUE);
    }

    List<Target> targets() {
        return rule.rings().stream().map(Ring::assign).toList();
    }

    boolean sendsToNextTier() {
        return rule.whenUnavailable() instanceof WhenUnavailable.NextTier;
    }

    /** Whether it asks for a lead that no rule of the tier sends on before. */
    boolean takes(Sample sample, NamedLists lists) {
        return matches(sample, lists)
                && cutBy.stream().noneMatch(cutter -> cutter.matches(sample, lists));
    }

    boolean matches(Sample sample, NamedLists lists) {
        return rule.when().holds(sample.facts(), lists);
    }

    /** Rules of one policy: their places tell them apart. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RankedRule ranked && rank == ranked.rank;
    }

    @Override
    public int hashCode() {
        return rank;
    }
}
