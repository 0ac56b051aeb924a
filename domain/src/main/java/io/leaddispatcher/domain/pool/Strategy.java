package io.leaddispatcher.domain.pool;

/** How a pool shares its leads out among the members who may have this one. */
public enum Strategy {
    /** Everybody in turn; weights do not count. */
    ROUND_ROBIN,
    /** In proportion to the weights, never more than one turn away from it. */
    WEIGHTED,
    /** The smallest part of the capacity in use; equals by the fair order. */
    LEAST_LOADED,
    /** The first in the list; the next one when that one may not have it. */
    PRIORITY,
    /** The most skills matched; equals in turn, as in {@link #ROUND_ROBIN}. */
    BEST_MATCH,
    /** Those first who win most of such leads, by what is known of them; everybody is measured. */
    PERFORMANCE;

    boolean countsWeights() {
        return this != ROUND_ROBIN && this != BEST_MATCH;
    }
}
