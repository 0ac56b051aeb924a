package io.leaddispatcher.domain.policy.compiled;

import io.leaddispatcher.domain.policy.LeafTest;

/** A literal of the alternative at a place. */
record Placed(int place, Literal literal) {

    LeafTest test() {
        return literal.test();
    }

    boolean isPositive() {
        return literal.isPositive();
    }
}
