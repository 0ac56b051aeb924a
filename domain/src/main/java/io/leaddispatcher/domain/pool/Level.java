package io.leaddispatcher.domain.pool;

import java.util.Collection;

/**
 * How much those who take part have had per unit of weight, exactly: {@code had / weight}. A member
 * of weight w stands level when it has had w times that.
 *
 * <p>Because the level is worked out from what everybody has had, what is due to the members adds
 * up to exactly zero at any time, whatever the offsets are; nothing is rounded that is summed.
 *
 * @param had by all of them, in micros
 * @param weight of all of them, positive
 */
record Level(long had, long weight) {

    static final Level ZERO = new Level(0, 1);

    static Level of(Collection<Standing> standings) {
        if (standings.isEmpty()) {
            return ZERO;
        }
        long had = 0;
        long weight = 0;
        for (Standing standing : standings) {
            had = Math.addExact(had, standing.hadMicros());
            weight += standing.weight();
        }
        return new Level(had, weight);
    }

    /**
     * What somebody of this weight has had who stands level, in micros. Rounded up to a whole
     * micro, so that nobody comes in ahead of those who are there.
     */
    long of(int memberWeight) {
        return wholes(memberWeight) + Math.ceilDiv(rest() * memberWeight, weight);
    }

    /** What is due to a member, in micros, rounded as in {@link #of}; negative: is ahead by it. */
    long due(Standing standing) {
        return of(standing.weight()) - standing.hadMicros();
    }

    /** The level at which so much more is due to those who come in, and less to those there. */
    Level owing(long micros) {
        return new Level(Math.subtractExact(had, micros), weight);
    }

    /** What stands level: so much, and {@code rest · w / weight}, which is below w. */
    long wholes(int memberWeight) {
        return Math.multiplyExact(Math.floorDiv(had, weight), memberWeight);
    }

    /** What is over when the level is given out in whole micros a unit of weight. */
    long rest() {
        return Math.floorMod(had, weight);
    }
}
