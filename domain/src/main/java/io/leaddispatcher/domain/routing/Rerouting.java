package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.policy.Tier;
import io.leaddispatcher.domain.routing.Decision.Result;
import io.leaddispatcher.domain.routing.Explanation.Tried;
import io.leaddispatcher.domain.routing.Trace.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Whether a lead moves of which more has become known: to a better tier only, as often as its
 * policy says, and not while it is locked. The tiers count from the top; below them lies the
 * fallback.
 *
 * @param policy the one in force now, which need not be the one that placed the lead
 * @param moved how often the lead has moved so already
 */
public record Rerouting(Policy policy, Place now, int moved) {

    /**
     * Where a lead is.
     *
     * @param ruleId of the rule that put it there; null when the fallback did
     * @param tier of that rule
     * @param held whether a rep has it, or several are asked; else it waits
     * @param inReview whether it waits for a person to look at it
     * @param lockedUntil until when it stays where it is, exclusive; null: it is free to go
     */
    public record Place(
            @Nullable String ruleId,
            @Nullable String tier,
            boolean held,
            boolean inReview,
            @Nullable Instant lockedUntil) {}

    /** What comes of another look at a lead. */
    public sealed interface Verdict {

        /**
         * It moves.
         *
         * @param why in a sentence
         */
        record Moves(String why) implements Verdict {}

        /**
         * A better tier matches, and the lead stays all the same.
         *
         * @param why in a sentence
         */
        record Stays(String why) implements Verdict {}

        /** No better tier has anything for it. */
        record NothingBetter() implements Verdict {}
    }

    /** Whether there can be a better tier at all, so that it is worth deciding once more. */
    public boolean isWorthALook() {
        return policy.reroute().max() > 0 && rank(now).orElse(0) > 0;
    }

    /**
     * What comes of it.
     *
     * @param decision how the lead would be decided now, with its present place given up
     */
    public Verdict judge(Decision decision, Instant at) {
        OptionalInt from = rank(now);
        OptionalInt to = rank(decision);
        if (from.isEmpty() || to.isEmpty() || to.getAsInt() >= from.getAsInt()) {
            return new Verdict.NothingBetter();
        }
        // Nobody is taken a lead from so that it may wait.
        if (now.held() && !yieldsAtOnce(decision)) {
            return new Verdict.NothingBetter();
        }
        String better =
                now.inReview()
                        ? "nothing contradicts itself any more"
                        : "%s matches now, which stands above %s"
                                .formatted(named(decision.result()), named(now.tier()));
        if (now.lockedUntil() != null && at.isBefore(now.lockedUntil())) {
            return new Verdict.Stays(
                    "%s, but the lead is locked until %s".formatted(better, now.lockedUntil()));
        }
        if (moved >= policy.reroute().max()) {
            return new Verdict.Stays(
                    "%s, but the policy moves a lead no more than %s"
                            .formatted(better, times(policy.reroute().max())));
        }
        return new Verdict.Moves(better);
    }

    private static String times(int max) {
        return switch (max) {
            case 0 -> "0 times";
            case 1 -> "once";
            default -> "%d times".formatted(max);
        };
    }

    private static boolean yieldsAtOnce(Decision decision) {
        List<Tried> tried = decision.explanation().tried();
        return !tried.isEmpty() && tried.getLast().outcome() == Outcome.WON;
    }

    private OptionalInt rank(Place place) {
        return place.inReview() ? review() : rank(place.ruleId(), place.tier());
    }

    /** What a person has to look at first is below everything else. */
    private OptionalInt review() {
        return OptionalInt.of(policy.tiers().size() + 1);
    }

    private OptionalInt rank(Decision decision) {
        if (decision.explanation().conflict() != null) {
            return review();
        }
        return switch (decision.result()) {
            case Result.Assigned assigned -> rank(assigned.rule().id(), assigned.tier());
            case Result.Queued queued ->
                    rank(queued.rule() == null ? null : queued.rule().id(), queued.tier());
            case Result.Rejected rejected -> rank(rejected.rule().id(), rejected.tier());
        };
    }

    /** From the top, where 0 is. Empty when the policy no longer has either of them. */
    private OptionalInt rank(@Nullable String ruleId, @Nullable String tier) {
        List<Tier> tiers = policy.tiers();
        if (ruleId == null && tier == null) {
            return OptionalInt.of(tiers.size());
        }
        for (int place = 0; place < tiers.size(); place++) {
            for (Rule rule : tiers.get(place).rules()) {
                if (rule.id().equals(ruleId)) {
                    return OptionalInt.of(place);
                }
            }
        }
        for (int place = 0; place < tiers.size(); place++) {
            if (tiers.get(place).name().equals(tier)) {
                return OptionalInt.of(place);
            }
        }
        return OptionalInt.empty();
    }

    private static String named(Result result) {
        return switch (result) {
            case Result.Assigned assigned -> named(assigned.rule(), assigned.tier());
            case Result.Queued queued -> named(queued.rule(), queued.tier());
            case Result.Rejected rejected -> named(rejected.rule(), rejected.tier());
        };
    }

    private static String named(@Nullable Rule rule, @Nullable String tier) {
        return rule == null || tier == null
                ? named(tier)
                : "rule '%s' of tier '%s'".formatted(rule.name(), tier);
    }

    private static String named(@Nullable String tier) {
        return tier == null ? "the fallback" : "tier '%s'".formatted(tier);
    }
}
