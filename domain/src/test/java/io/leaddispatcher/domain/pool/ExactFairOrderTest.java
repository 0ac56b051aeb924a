package io.leaddispatcher.domain.pool;

import static io.leaddispatcher.domain.pool.Pools.pool;
import static io.leaddispatcher.domain.pool.Pools.reps;
import static io.leaddispatcher.domain.pool.Pools.weights;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.pool.Pools.Run;
import io.leaddispatcher.domain.roster.RepKey;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The order in long integers is the one of the definition, in numbers without limit. */
class ExactFairOrderTest {

    @Test
    void whoeverIsTakenIsTheFirstByTheDefinition() {
        var random = new SplittableRandom(7);
        for (int trial = 0; trial < 60; trial++) {
            var run = new Run(pool(Strategy.WEIGHTED, 0, weights(random, 40)));
            for (int step = 0; step < 120; step++) {
                dealsToTheFirst(run);
                disturb(run, random, 3);
            }
        }
    }

    @Test
    void alsoInTheLargestPoolAndFarApart() {
        var random = new SplittableRandom(8);
        int[] heavy = IntStream.range(0, Pool.MOST_MEMBERS).map(i -> 1000 - i % 3).toArray();
        var run = new Run(pool(Strategy.WEIGHTED, 0, heavy));
        for (int step = 0; step < 25; step++) {
            dealsToTheFirst(run);
            disturb(run, random, 100_000);
        }
    }

    private static void disturb(Run run, SplittableRandom random, int turns) {
        RepKey one = reps(run.pool).get(random.nextInt(run.pool.members().size()));
        if (random.nextInt(4) == 0) {
            run.change(
                    run.ledger.adjust(
                            one,
                            BigDecimal.valueOf(random.nextInt(-turns, turns + 1)),
                            "x",
                            run.now()));
        }
    }

    private static void dealsToTheFirst(Run run) {
        Ledger ledger = run.ledger.following(run.pool, run.now()).ledger();
        RepKey first = first(run.pool, ledger);
        assertThat(run.deal()).isEqualTo(first);
    }

    /** Everybody is present and nobody is watched. */
    private static RepKey first(Pool pool, Ledger ledger) {
        List<Standing> all = ledger.standings();
        List<Standing> due = all.stream().filter(one -> isDue(all, one)).toList();
        return (due.isEmpty() ? all : due)
                .stream()
                        .min(
                                Comparator.<Standing, BigFraction>comparing(
                                                one -> deadline(all, one))
                                        .thenComparingInt(one ->
                                                pool.member(one.rep()).orElseThrow().priority())
                                        .thenComparing(ExactFairOrderTest::last)
                                        .thenComparing(Standing::rep))
                        .orElseThrow()
                        .rep();
    }

    private static Instant last(Standing one) {
        Instant last = one.lastAssignedAt();
        return last == null ? Instant.MIN : last;
    }

    /** d ≥ 1/(2k − 2). */
    private static boolean isDue(List<Standing> all, Standing one) {
        return dues(all, one).compareTo(new BigFraction(1, 2L * all.size() - 2)) >= 0;
    }

    /** (1 − 1/(2k − 2) − d) / p. */
    private static BigFraction deadline(List<Standing> all, Standing one) {
        long twiceOthers = 2L * all.size() - 2;
        return new BigFraction(twiceOthers - 1, twiceOthers)
                .minus(dues(all, one))
                .times(new BigFraction(weight(all), one.weight()));
    }

    /**
     * What everybody has had and one turn more, by weight, less what this one has had; in turns.
     */
    private static BigFraction dues(List<Standing> all, Standing one) {
        BigInteger had =
                all.stream()
                        .map(each -> BigInteger.valueOf(each.hadMicros()))
                        .reduce(BigInteger.valueOf(Standing.TURN), BigInteger::add);
        return new BigFraction(had, BigInteger.valueOf(Standing.TURN))
                .times(new BigFraction(one.weight(), weight(all)))
                .minus(new BigFraction(one.hadMicros(), Standing.TURN));
    }

    private static long weight(List<Standing> all) {
        return all.stream().mapToLong(Standing::weight).sum();
    }

    /** The denominator is positive. */
    private record BigFraction(BigInteger over, BigInteger under)
            implements Comparable<BigFraction> {

        BigFraction(long over, long under) {
            this(BigInteger.valueOf(over), BigInteger.valueOf(under));
        }

        BigFraction minus(BigFraction other) {
            return new BigFraction(
                    over.multiply(other.under).subtract(other.over.multiply(under)),
                    under.multiply(other.under));
        }

        BigFraction times(BigFraction other) {
            return new BigFraction(over.multiply(other.over), under.multiply(other.under));
        }

        @Override
        public int compareTo(BigFraction other) {
            return over.multiply(other.under).compareTo(other.over.multiply(under));
        }
    }
}
