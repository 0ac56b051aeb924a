package io.leaddispatcher.domain.pool;

import static com.google.common.math.LongMath.saturatedMultiply;
import static com.google.common.math.LongMath.saturatedSubtract;

import java.util.Comparator;
import java.util.List;

/**
 * Whose turn it is: the chairman assignment of R. Tijdeman ("The chairman assignment problem",
 * Discrete Mathematics 32, 1980, pp. 323-330).
 *
 * <p>Let k members take part, let member i have part p(i) = weight / sum of weights of each turn,
 * and let d(i) be what is due to i once the turn's claim is given out: before, plus p(i). Of those
 * with d(i) ≥ 1/(2k − 2), the one is taken whose d(i) would soonest reach 1 − 1/(2k − 2), that is
 * with the least (1 − 1/(2k − 2) − d(i)) / p(i). With everybody available from the start no count
 * is then ever further than 1 − 1/(2k − 2) from turns · p(i), which no rule can better for all
 * weights. Somebody with d(i) ≥ 1/(2k − 2) always exists, as the dues add up to one turn and 1/k ≥
 * 1/(2k − 2) for k ≥ 2.
 *
 * <p>Whose availability changes cannot be known ahead, and then no rule keeps the bound for
 * everybody. What is kept is that nobody is flooded: for the turns of {@link Ledger#WATCHED_TURNS}
 * a member who returned with c due (0 ≤ c &lt; 1) is taken only with d ≥ c, so it never is ahead by
 * more than 1 − c, and has at most n · p + 1 of the next n leads.
 *
 * <p>All in integers. With S = {@link Standing#TURN}, W = the sum of the weights, T = 2k − 2 and
 * the level after the turn = (q · W + r) / W micros for each unit of weight, what is due to i is
 * e(i) + r · w(i) / W micros, where e(i) = q · w(i) − had(i). Deadlines are compared crosswise by
 * (S · (T − 1) − T · e(i)) / w(i), as r / W is the same for all. That is exact up to four million
 * turns apart in the largest pool; beyond, more is not told from more. A turn costs one look at
 * each contender.
 */
final class FairOrder implements Comparator<Contender> {

    private final long turns;
    private final Level afterNext;
    // q and r.
    private final long wholes;
    private final long rest;
    private final long twiceOthers;

    /** The order among those who are present in {@code ledger}. */
    FairOrder(Ledger ledger) {
        List<Standing> present = ledger.present();
        Level level = Level.of(present);
        this.turns = ledger.turns();
        this.afterNext = new Level(level.had() + Standing.TURN, level.weight());
        this.wholes = afterNext.wholes(1);
        this.rest = afterNext.rest();
        this.twiceOthers = 2L * present.size() - 2;
    }

    /**
     * The first of these; all of them are present. Those who are held back come last, and before
     * them those to whom nothing is due yet.
     */
    Contender first(List<Contender> contenders) {
        Contender first = contenders.getFirst();
        int best = rank(first);
        for (Contender one : contenders) {
            int rank = rank(one);
            if (rank < best || (rank == best && compare(one, first) < 0)) {
                first = one;
                best = rank;
            }
        }
        return first;
    }

    private int rank(Contender one) {
        return isHeldBack(one) ? 2 : isDue(one) ? 0 : 1;
    }

    /** By deadline, then priority, then least recently assigned, then key. */
    @Override
    public int compare(Contender one, Contender other) {
        int byDeadline =
                Long.compare(
                        saturatedMultiply(slack(one), other.weight()),
                        saturatedMultiply(slack(other), one.weight()));
        if (byDeadline != 0) {
            return byDeadline;
        }
        int byPriority = Integer.compare(one.priority(), other.priority());
        if (byPriority != 0) {
            return byPriority;
        }
        int byRecency = one.lastAssigned().compareTo(other.lastAssigned());
        return byRecency != 0 ? byRecency : one.rep().compareTo(other.rep());
    }

    /** What a member should have had with this turn, in micros. */
    long shouldMicros(Contender one) {
        return afterNext.of(one.weight());
    }

    /** T · (e + r · w / W) ≥ S. */
    private boolean isDue(Contender one) {
        long over = twiceOthers * rest * one.weight() / afterNext.weight();
        return saturatedMultiply(whole(one), twiceOthers) >= Standing.TURN - over;
    }

    /** e + r · w / W < claim. */
    private boolean isHeldBack(Contender one) {
        Standing standing = one.standing();
        if (turns >= standing.settledAfter()) {
            return false;
        }
        long over = rest * one.weight() / afterNext.weight();
        return whole(one) < standing.claimMicros() - over;
    }

    private long slack(Contender one) {
        return saturatedSubtract(
                Standing.TURN * (twiceOthers - 1), saturatedMultiply(whole(one), twiceOthers));
    }

    /** e: what is due in whole micros a unit of weight. */
    private long whole(Contender one) {
        return Math.multiplyExact(wholes, one.weight()) - one.standing().hadMicros();
    }
}
