package io.leaddispatcher.domain.pool;

import static java.math.RoundingMode.CEILING;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;

/**
 * How much those who take part have had per unit of weight, exactly: {@code had / weight}. A member
 * of weight w stands level when it has had w times that.
 *
 * <p>Because the level is worked out from what everybody has had, what is due to the members adds
 * up to exactly zero at any time, whatever the offsets are; nothing is rounded that is summed.
 */
record Level(BigInteger had, BigInteger weight) {

    static final Level ZERO = new Level(BigInteger.ZERO, BigInteger.ONE);

    static Level of(Collection<Standing> standings) {
        if (standings.isEmpty()) {
            return ZERO;
        }
        BigInteger had = BigInteger.ZERO;
        long weight = 0;
        for (Standing standing : standings) {
            had = had.add(standing.had());
            weight += standing.weight();
        }
        return new Level(had, BigInteger.valueOf(weight));
    }

    /**
     * What somebody of this weight has had who stands level, in micros. Rounded up to a whole
     * micro, so that nobody comes in ahead of those who are there.
     */
    long of(int memberWeight) {
        return new BigDecimal(had.multiply(BigInteger.valueOf(memberWeight)))
                .divide(new BigDecimal(weight), 0, CEILING)
                .longValueExact();
    }

    /** What is due to a member, in micros, rounded as in {@link #of}; negative: is ahead by it. */
    long due(Standing standing) {
        return of(standing.weight()) - standing.hadMicros();
    }

    /** The level at which so much more is due to those who come in, and less to those there. */
    Level owing(long micros) {
        return new Level(had.subtract(BigInteger.valueOf(micros)), weight);
    }
}
