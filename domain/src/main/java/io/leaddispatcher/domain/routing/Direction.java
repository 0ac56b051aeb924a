package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.Rep;

/**
 * That a lead is given away past the conditions of its policy, at the word of a person or a clock.
 *
 * @param to whom
 * @param terms the rule whose terms hold from then on
 * @param tier of that rule
 * @param why in words
 */
public record Direction(To to, Rule terms, String tier, String why) {

    /** The tier of what no rule has placed. */
    public static final String BY_HAND = "By hand";

    /** Whom it is for. */
    public sealed interface To {

        /** This rep, away or not, with the skills or not; capacity is hard all the same. */
        record OneRep(Rep rep) implements To {}

        /** This rep has it already, where others keep count: nothing speaks against it here. */
        record Owner(Rep rep) implements To {}

        /** The next of a pool, as the pool sees it. */
        record NextOf(PoolKey pool) implements To {}
    }
}
