package io.leaddispatcher.domain.pool;

import io.leaddispatcher.domain.roster.RepKey;

/**
 * A rep in a pool.
 *
 * @param weight the member's part of the leads, next to the other members' weights
 * @param priority the lower, the earlier; the place in the list (from 1) unless the pool says
 *     otherwise
 */
public record PoolMember(RepKey rep, int weight, int priority) {

    public static final int MOST_WEIGHT = 1000;

    public PoolMember {
        if (weight < 1 || weight > MOST_WEIGHT) {
            throw new IllegalArgumentException(
                    "weight (%d) must be between 1 and %d".formatted(weight, MOST_WEIGHT));
        }
    }
}
