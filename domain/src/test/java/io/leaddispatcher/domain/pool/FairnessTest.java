package io.leaddispatcher.domain.pool;

import static io.leaddispatcher.domain.pool.Pools.due;
import static io.leaddispatcher.domain.pool.Pools.pool;
import static io.leaddispatcher.domain.pool.Pools.rep;
import static io.leaddispatcher.domain.pool.Pools.reps;
import static io.leaddispatcher.domain.pool.Pools.weights;
import static io.leaddispatcher.domain.pool.Pools.without;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.pool.Pools.Run;
import io.leaddispatcher.domain.roster.RepKey;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds for any pool, tried on many. */
class FairnessTest {

    @Test
    void pain01_everyCountStaysWithinTijdemansBoundAfterEveryLead() {
        var random = new SplittableRandom(1);
        for (int trial = 0; trial < 150; trial++) {
            var run = new Run(pool(Strategy.WEIGHTED, 0, weights(random, 14)));
            staysWithinTheBound(run, 300);
        }
    }

    @Test
    void pain01_theBoundHoldsForTheMostUnevenWeightsAndManyMembers() {
        staysWithinTheBound(new Run(pool(Strategy.WEIGHTED, 0, 1, 1000)), 2_100);
        staysWithinTheBound(new Run(pool(Strategy.WEIGHTED, 0, 1000, 1, 1, 1, 999)), 2_100);
        staysWithinTheBound(
                new Run(
                        pool(
                                Strategy.WEIGHTED,
                                0,
                                IntStream.rangeClosed(1, 60).map(i -> i * 16).toArray())),
                400);
    }

    @Test
    void pain01_theBoundHoldsAgainForTheSumOfCountsWhenTurnsAreGivenBack() {
        var random = new SplittableRandom(11);
        for (int trial = 0; trial < 60; trial++) {
            var run = new Run(pool(Strategy.WEIGHTED, 0, weights(random, 14)));
            run.deal(random.nextInt(1, 100), reps(run.pool));
            Ledger before = run.ledger;
            RepKey taker = run.deal();
            run.change(run.ledger.credit(taker, null, "SPAM", run.now()));

            assertThat(run.deal()).as("the turn comes back").isEqualTo(taker);
            for (RepKey rep : reps(run.pool)) {
                assertThat(run.standing(rep).hadMicros())
                        .isEqualTo(
                                before.standing(rep).orElseThrow().hadMicros()
                                        + (rep.equals(taker) ? Standing.TURN : 0));
            }
            staysWithinTheBound(run, 150);
        }
    }

    /** |kept − n·w/W| ≤ 1 − 1/(2k − 2) after each of these leads. */
    private static void staysWithinTheBound(Run run, int leads) {
        long weight = run.pool.members().stream().mapToLong(PoolMember::weight).sum();
        long others = 2L * run.pool.members().size() - 2;
        for (int i = 0; i < leads; i++) {
            run.deal();
            long n =
                    run.ledger.standings().stream()
                            .mapToLong(one -> one.assigned() - one.credit())
                            .sum();
            for (Standing one : run.ledger.standings()) {
                long off =
                        Math.abs((one.assigned() - one.credit()) * weight - n * one.weight())
                                * others;
                assertThat(off)
                        .as("after %d of %s", n, run.pool)
                        .isLessThanOrEqualTo((others - 1) * weight);
            }
        }
    }

    @Test
    void whatIsDueAddsUpToExactlyZeroWhateverHappens() {
        var random = new SplittableRandom(2);
        for (int trial = 0; trial < 40; trial++) {
            var run = new Run(pool(Strategy.WEIGHTED, random.nextInt(3), weights(random, 14)));
            for (int step = 0; step < 300; step++) {
                anything(run, random);

                BigDecimal sum =
                        run.ledger.present().stream()
                                .map(one -> due(run.ledger, one.rep()))
                                .reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(sum).isZero();
            }
        }
    }

    @Test
    void theRowsOfAMemberAddUpToItsTurns() {
        var random = new SplittableRandom(3);
        for (int trial = 0; trial < 40; trial++) {
            var run = new Run(pool(Strategy.WEIGHTED, random.nextInt(3), weights(random, 8)));
            for (int step = 0; step < 200; step++) {
                anything(run, random);
            }
            Map<RepKey, BigDecimal> sums = new HashMap<>();
            run.rows.forEach(row -> sums.merge(row.rep(), row.change(), BigDecimal::add));
            for (Standing one : run.ledger.standings()) {
                assertThat(sums.get(one.rep()))
                        .isEqualByComparingTo(Standing.turns(one.hadMicros()));
            }
        }
    }

    @Test
    void comingsAndGoingsLeaveNobodyFarFromLevel() {
        var random = new SplittableRandom(4);
        for (int trial = 0; trial < 80; trial++) {
            var run = new Run(pool(Strategy.WEIGHTED, 0, weights(random, 14)));
            for (int step = 0; step < 400; step++) {
                run.deal(someOf(reps(run.pool), random));
                var weight = BigDecimal.valueOf(Level.of(run.ledger.present()).weight());
                for (Standing one : run.ledger.present()) {
                    BigDecimal limit = BigDecimal.valueOf(3 * Standing.TURN).multiply(weight);
                    assertThat(due(run.ledger, one.rep()).abs()).isLessThan(limit);
                }
            }
        }
    }

    @Test
    void pain03_whoReturnsGetsAtMostItsShareOfTheNextTwentyPlusOne() {
        var random = new SplittableRandom(5);
        for (int trial = 0; trial < 200; trial++) {
            var run = new Run(pool(Strategy.WEIGHTED, 0, weights(random, 14)));
            RepKey away = rep(random.nextInt(run.pool.members().size()));
            run.deal(random.nextInt(1, 200), reps(run.pool));
            run.deal(random.nextInt(1, 200), without(run.pool, away));

            int got = run.deal(20, reps(run.pool)).getOrDefault(away, 0);

            assertAtMostShareOfTwenty(run, away, got, 1);
        }
    }

    @Test
    void pain03_whoReturnsGetsAtMostItsShareAlsoWhenAllOthersCameAndWent() {
        var random = new SplittableRandom(6);
        for (int trial = 0; trial < 200; trial++) {
            var run = new Run(pool(Strategy.WEIGHTED, 0, weights(random, 14)));
            RepKey away = rep(random.nextInt(run.pool.members().size()));
            for (int i = random.nextInt(1, 150); i > 0; i--) {
                run.deal(someOf(reps(run.pool), random));
            }
            run.deal(random.nextInt(1, 60), without(run.pool, away));

            int got = run.deal(20, reps(run.pool)).getOrDefault(away, 0);

            assertAtMostShareOfTwenty(run, away, got, 1);
        }
    }

    @Test
    void pain03_whoReturnsGetsAtMostItsShareAlsoWhenTheOthersHadLeadsThatWereNotDealt() {
        var random = new SplittableRandom(12);
        for (int trial = 0; trial < 200; trial++) {
            var run = new Run(pool(Strategy.WEIGHTED, 0, weights(random, 14)));
            RepKey away = rep(random.nextInt(run.pool.members().size()));
            List<RepKey> others = without(run.pool, away);
            run.deal(random.nextInt(1, 100), reps(run.pool));
            for (int i = random.nextInt(1, 100); i > 0; i--) {
                RepKey taker = others.get(random.nextInt(others.size()));
                run.change(
                        PoolDealer.attended(
                                run.pool,
                                run.ledger,
                                others.stream().map(Pools::candidate).toList(),
                                run.now()));
                run.change(run.ledger.count(taker, Pools.lead(1_000 + i), run.now()));
            }

            int got = run.deal(20, reps(run.pool)).getOrDefault(away, 0);

            assertAtMostShareOfTwenty(run, away, got, 1);
        }
    }

    @Test
    void catchUpBringsThatManyLostTurnsAndNoMore() {
        var random = new SplittableRandom(7);
        for (int trial = 0; trial < 80; trial++) {
            int catchUp = random.nextInt(2, 6);
            int[] weights = random.ints(random.nextInt(3, 7), 20, 41).toArray();
            var run = new Run(pool(Strategy.WEIGHTED, catchUp, weights));
            RepKey away = rep(random.nextInt(run.pool.members().size()));
            run.deal(random.nextInt(1, 100), reps(run.pool));
            run.deal(100, without(run.pool, away));

            int got = run.deal(20, reps(run.pool)).getOrDefault(away, 0);

            assertAtMostShareOfTwenty(run, away, got, 1 + catchUp);
            int of400 = got + run.deal(380, reps(run.pool)).getOrDefault(away, 0);
            assertThat((double) of400)
                    .isGreaterThanOrEqualTo(
                            400.0 * weightOf(run, away) / totalWeight(run) + catchUp - 2);
        }
    }

    private static void assertAtMostShareOfTwenty(Run run, RepKey rep, int got, int more) {
        assertThat((got - more) * totalWeight(run))
                .as("%s got %d of 20 in %s", rep, got, run.pool)
                .isLessThanOrEqualTo(20L * weightOf(run, rep));
    }

    private static long weightOf(Run run, RepKey rep) {
        return run.pool.member(rep).orElseThrow().weight();
    }

    private static long totalWeight(Run run) {
        return run.pool.members().stream().mapToLong(PoolMember::weight).sum();
    }

    @Test
    void aPartTimerOfShortShiftsIsNotForgotten() {
        // Four of five work a shift of two leads a day; the night brings ten to the fifth.
        var run = new Run(pool(Strategy.ROUND_ROBIN, 0, 1, 1, 1, 1, 1));
        List<RepKey> shift = reps(run.pool).subList(0, 4);
        Map<RepKey, Integer> counts = new HashMap<>();
        for (int day = 0; day < 100; day++) {
            run.deal(2, shift).forEach((rep, n) -> counts.merge(rep, n, Integer::sum));
            run.deal(10, List.of(rep(4)));
        }
        assertThat(shift)
                .allSatisfy(rep -> assertThat(counts.getOrDefault(rep, 0)).isBetween(49, 51));
    }

    @Test
    void pain03_joiningLeavingReturningAndWeightsChangeNoOtherCounter() {
        var random = new SplittableRandom(8);
        for (int trial = 0; trial < 100; trial++) {
            var run = new Run(pool(Strategy.WEIGHTED, 0, weights(random, 10)));
            for (int step = 0; step < 100; step++) {
                Ledger before = run.ledger;
                int rows = run.rows.size();
                anything(run, random);
                List<RepKey> touched =
                        run.rows.subList(rows, run.rows.size()).stream()
                                .map(LedgerRow::rep)
                                .toList();
                for (Standing one : before.standings()) {
                    if (!touched.contains(one.rep())) {
                        assertThat(run.standing(one.rep())).isEqualTo(one);
                    }
                }
            }
        }
    }

    @Test
    void pain03_aNewcomerOfAnyWeightGetsItsShareFromTheStart() {
        for (int weight : new int[] {50, 200}) {
            var run = new Run(pool(Strategy.WEIGHTED, 0, 100, 100));
            run.deal(20, reps(run.pool));
            run.pool = pool(Strategy.WEIGHTED, 0, 100, 100, weight);

            int got = run.deal(25, reps(run.pool)).getOrDefault(rep(2), 0);

            assertThat((double) got)
                    .isBetween(
                            25.0 * weight / (200 + weight) - 1, 25.0 * weight / (200 + weight) + 1);
        }
    }

    @Test
    void aNewWeightCountsFromNowOn() {
        var run = new Run(pool(Strategy.WEIGHTED, 0, 1, 1));
        run.deal(100, reps(run.pool));
        run.pool = pool(Strategy.WEIGHTED, 0, 3, 1);

        assertThat(run.deal(40, reps(run.pool))).containsEntry(rep(0), 30);
        assertThat(run.rows).extracting(LedgerRow::cause).contains(Cause.WEIGHT);
    }

    @Test
    void theSameLedgerDealsTheSameWhateverOrderTheCandidatesComeIn() {
        var random = new SplittableRandom(9);
        for (int trial = 0; trial < 50; trial++) {
            int[] weights = weights(random, 14);
            var one = new Run(pool(Strategy.WEIGHTED, 1, weights));
            var other = new Run(pool(Strategy.WEIGHTED, 1, weights));
            for (int step = 0; step < 100; step++) {
                List<RepKey> eligible = someOf(reps(one.pool), random);
                assertThat(other.deal(eligible.reversed())).isEqualTo(one.deal(eligible));
                assertThat(other.ledger).isEqualTo(one.ledger);
            }
            assertThat(other.rows).isEqualTo(one.rows);
        }
    }

    @Test
    void pain02_anAdjustmentMovesTheNextTwentyAtOnce() {
        var run = new Run(pool(Strategy.WEIGHTED, 0, 2, 1, 1));
        run.deal(40, reps(run.pool));
        var before = PoolDealer.preview(run.pool, run.ledger, 20);
        run.change(run.ledger.adjust(rep(1), new BigDecimal("-2"), "was ill", run.now()));
        var after = PoolDealer.preview(run.pool, run.ledger, 20);

        assertThat(before).filteredOn(rep(1)::equals).hasSize(5);
        assertThat(after).filteredOn(rep(1)::equals).hasSizeBetween(6, 7);
        assertThat(run.deal(20, reps(run.pool))).isNotEmpty();
        assertThat(run.takers.subList(40, 60)).isEqualTo(after);
        assertThat(run.rows)
                .filteredOn(row -> row.cause() == Cause.MANUAL)
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.reason()).isEqualTo("was ill");
                    assertThat(row.change()).isEqualByComparingTo("-2");
                });
    }

    /** A turn, a credit, an adjustment, a new member, one less, or other weights. */
    private static void anything(Run run, SplittableRandom random) {
        List<RepKey> reps = reps(run.pool);
        RepKey one = reps.get(random.nextInt(reps.size()));
        switch (random.nextInt(12)) {
            case 0 -> run.change(run.ledger.credit(one, null, "SPAM", run.now()));
            case 1 ->
                    run.change(
                            run.ledger.adjust(
                                    one,
                                    BigDecimal.valueOf(random.nextInt(-3, 4)),
                                    "x",
                                    run.now()));
            case 2 -> reshape(run, random);
            default -> run.deal(someOf(reps, random));
        }
    }

    private static void reshape(Run run, SplittableRandom random) {
        List<PoolMember> members = new ArrayList<>(run.pool.members());
        int place = random.nextInt(members.size());
        switch (random.nextInt(3)) {
            case 0 ->
                    members.add(
                            new PoolMember(rep(100 + run.rows.size()), random.nextInt(1, 101), 50));
            case 1 ->
                    members.set(
                            place,
                            new PoolMember(
                                    members.get(place).rep(), random.nextInt(1, 101), place + 1));
            default -> {
                if (members.size() > 2) {
                    members.remove(place);
                }
            }
        }
        run.pool = pool(Strategy.WEIGHTED, run.pool.catchUp(), members);
        run.change(run.ledger.following(run.pool, run.now()));
    }

    private static List<RepKey> someOf(List<RepKey> reps, SplittableRandom random) {
        List<RepKey> some = reps.stream().filter(_ -> random.nextInt(4) > 0).toList();
        return some.isEmpty() ? reps : some;
    }
}
