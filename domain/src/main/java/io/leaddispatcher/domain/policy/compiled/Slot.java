package io.leaddispatcher.domain.policy.compiled;

/**
 * Where a literal goes: an alternative has one at most in each.
 *
 * @param layer counts the literals of one kind on one field in one alternative
 */
record Slot(String field, Kind kind, int layer) {

    /** By which column it is answered. */
    enum Kind {
        VALUE,
        RANGE,
        PREFIX
    }
}
