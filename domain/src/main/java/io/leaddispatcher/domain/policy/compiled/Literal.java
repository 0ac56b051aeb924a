package io.leaddispatcher.domain.policy.compiled;

import io.leaddispatcher.domain.policy.Condition;
import io.leaddispatcher.domain.policy.LeafTest;

/**
 * A leaf, or its opposite.
 *
 * @param negated holds where the leaf does not
 */
record Literal(Condition.Leaf leaf, boolean negated) {

    LeafTest test() {
        return leaf.test();
    }

    /** Whether it asks for a value that passes the test; else for one that is missing or fails. */
    boolean isPositive() {
        return leaf.op().isNegated() == negated;
    }
}
