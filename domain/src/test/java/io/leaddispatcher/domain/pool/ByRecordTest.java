package io.leaddispatcher.domain.pool;

import static io.leaddispatcher.domain.pool.Pools.START;
import static io.leaddispatcher.domain.pool.Pools.lead;
import static io.leaddispatcher.domain.pool.Pools.pool;
import static io.leaddispatcher.domain.pool.Pools.rep;
import static io.leaddispatcher.domain.pool.Pools.reps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leaddispatcher.domain.pool.Pools.Run;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds when leads go to those who win most of them. */
class ByRecordTest {

    private static final int MANY = 10_000;

    /** Won and concluded by rep-00, rep-01 and so on. */
    private static Performance performance(long... wonOfConcluded) {
        Map<RepKey, TrackRecord> records = new HashMap<>();
        for (int i = 0; i < wonOfConcluded.length; i += 2) {
            records.put(rep(i / 2), new TrackRecord(wonOfConcluded[i + 1], wonOfConcluded[i]));
        }
        return new Performance(null, records);
    }

    private static int[] equal(int members) {
        int[] weights = new int[members];
        Arrays.fill(weights, 1);
        return weights;
    }

    private static Run run(int members, Performance performance) {
        Run run = new Run(pool(Strategy.PERFORMANCE, 0, equal(members)));
        run.performance = performance;
        return run;
    }

    private static double share(Map<RepKey, Integer> counts, RepKey rep, int of) {
        return counts.getOrDefault(rep, 0) / (double) of;
    }

    @Test
    void withEqualRecordsItDealsExactlyAsTheFairOrderDoes() {
        var random = new SplittableRandom(3);
        for (Performance same :
                List.of(Performance.UNKNOWN, performance(4, 20, 4, 20, 4, 20, 4, 20, 4, 20))) {
            Run byRecord = run(5, same);
            Run inTurn = new Run(pool(Strategy.ROUND_ROBIN, 0, equal(5)));
            for (int lead = 0; lead < 2_000; lead++) {
                List<RepKey> there =
                        reps(byRecord.pool).stream()
                                .filter(_ -> random.nextInt(10) > 0)
                                .collect(Collectors.toList());
                if (there.isEmpty()) {
                    there.add(rep(0));
                }
                byRecord.deal(there);
                inTurn.deal(there);
            }

            assertThat(byRecord.takers).isEqualTo(inTurn.takers);
        }
    }

    @Test
    void theBestCloserGetsMostOfTheLeads() {
        Run run = run(4, performance(40, 100, 20, 100, 22, 100, 18, 100));

        Map<RepKey, Integer> counts = run.deal(MANY, reps(run.pool));

        assertThat(share(counts, rep(0), MANY)).isBetween(0.75, 0.90);
        for (int other = 1; other < 4; other++) {
            assertThat(share(counts, rep(other), MANY)).isBetween(0.03, 0.08);
        }
    }

    @Test
    void betweenATenthAndAQuarterOfTheLeadsGoToThoseWhoDoNotLead() {
        var random = new SplittableRandom(7);
        int tried = 0;
        while (tried < 8) {
            int members = random.nextInt(2, 8);
            long[] records = new long[2 * members];
            for (int i = 0; i < members; i++) {
                records[2 * i + 1] = random.nextInt(0, 300);
                records[2 * i] = Math.round(records[2 * i + 1] * random.nextDouble(0.6));
            }
            Performance performance = performance(records);
            Run run = run(members, performance);
            Set<RepKey> leading = leading(performance, reps(run.pool));
            if (leading.size() == members) {
                continue;
            }
            tried++;

            Map<RepKey, Integer> counts = run.deal(MANY, reps(run.pool));

            int explored =
                    counts.entrySet().stream()
                            .filter(each -> !leading.contains(each.getKey()))
                            .mapToInt(Map.Entry::getValue)
                            .sum();
            assertThat(explored / (double) MANY).isBetween(0.10, 0.25);
        }
    }

    @Test
    void theQuarterHoldsWhereManyTogetherMightDrawMore() {
        int members = 24;
        long[] records = new long[2 * members];
        for (int i = 0; i < members; i++) {
            records[2 * i + 1] = 1_000;
            records[2 * i] = i == 0 ? 400 : 358 - i % 6;
            // No two are the same, or they would be drawn as one.
            records[2 * i + 1] += i;
        }
        Performance performance = performance(records);
        Run run = run(members, performance);
        assertThat(leading(performance, reps(run.pool))).containsExactly(rep(0));

        Map<RepKey, Integer> counts = run.deal(MANY, reps(run.pool));

        assertThat(1 - share(counts, rep(0), MANY)).isBetween(0.10, 0.25);
    }

    /** Those whom chance alone may have put behind the best. */
    private static Set<RepKey> leading(Performance performance, List<RepKey> reps) {
        double best = reps.stream().mapToDouble(one -> mean(performance, one)).max().orElseThrow();
        RepKey first =
                reps.stream()
                        .filter(one -> mean(performance, one) == best)
                        .findFirst()
                        .orElseThrow();
        Set<RepKey> leading = new HashSet<>();
        for (RepKey one : reps) {
            Beta expected = performance.expected(performance.record(one));
            double deviation =
                    Math.sqrt(
                            expected.variance()
                                    + performance.expected(performance.record(first)).variance());
            if (best - expected.mean() <= 1.645 * deviation) {
                leading.add(one);
            }
        }
        return leading;
    }

    private static double mean(Performance performance, RepKey rep) {
        return performance.expected(performance.record(rep)).mean();
    }

    @Test
    void aNewMemberIsMeasuredAtOnceAndNotFlooded() {
        Run run = run(3, performance(60, 100, 20, 100, 20, 100));
        run.deal(1_000, reps(run.pool));
        run.pool = pool(Strategy.PERFORMANCE, 0, equal(4));

        Map<RepKey, Integer> counts = run.deal(400, reps(run.pool));

        assertThat(counts.get(rep(3))).isBetween(30, 120);
        assertThat(counts.getOrDefault(rep(1), 0) + counts.getOrDefault(rep(2), 0)).isLessThan(60);
    }

    @Test
    void everybodyIsMeasuredInEqualParts() {
        Run run = run(5, performance(300, 500, 10, 100, 12, 100, 9, 100, 11, 100));

        Map<RepKey, Integer> counts = run.deal(MANY, reps(run.pool));

        for (int other = 1; other < 5; other++) {
            assertThat(share(counts, rep(other), MANY)).isCloseTo(1.0 / 32, within(0.01));
        }
    }

    @Test
    void membersOfWhomTheSameIsKnownTakeTurns() {
        Run run = run(4, performance(40, 100, 40, 100, 40, 100, 3, 100));

        Map<RepKey, Integer> counts = run.deal(900, reps(run.pool));

        assertThat(counts.get(rep(0))).isNotNull().isGreaterThan(200);
        for (int equal = 1; equal < 3; equal++) {
            assertThat(counts.get(rep(equal)))
                    .isNotNull()
                    .isBetween(
                            counts.getOrDefault(rep(0), 0) - 1, counts.getOrDefault(rep(0), 0) + 1);
        }
    }

    @Test
    void theSameLeadGoesToTheSameMemberWheneverItIsDecided() {
        Performance performance = performance(40, 100, 36, 100, 5, 20);
        Pool pool = pool(Strategy.PERFORMANCE, 0, equal(3));
        List<Candidate> candidates = reps(pool).stream().map(Pools::candidate).toList();
        Set<RepKey> takers = new HashSet<>();
        for (int number = 0; number < 300; number++) {
            PoolTurn live =
                    PoolDealer.pick(
                            pool, Ledger.empty(), candidates, performance, lead(number), START);
            PoolTurn replayed =
                    PoolDealer.pick(
                            pool,
                            Ledger.empty(),
                            candidates.reversed(),
                            performance,
                            lead(number),
                            START.plusSeconds(9));

            assertThat(replayed.taker()).isEqualTo(live.taker());
            assertThat(replayed.because()).isEqualTo(live.because());
            takers.add(live.taker());
        }

        assertThat(takers).hasSize(3);
    }

    @Test
    void itLearnsWhoClosesBestWhileEverybodyBeginsAlike() {
        double[] rates = {0.20, 0.45, 0.25, 0.15};
        var random = new SplittableRandom(5);
        long[] records = new long[2 * rates.length];
        Run run = run(rates.length, Performance.UNKNOWN);
        int best = 0;
        for (int lead = 0; lead < 3_000; lead++) {
            int taker = reps(run.pool).indexOf(run.deal());
            records[2 * taker + 1]++;
            records[2 * taker] += random.nextDouble() < rates[taker] ? 1 : 0;
            run.performance = performance(records);
            best += lead >= 1_000 && taker == 1 ? 1 : 0;
        }

        assertThat(best / 2_000.0).isGreaterThan(0.70);
    }

    @Test
    void membersWhoCloseEquallyWellAllKeepAGoodPart() {
        var random = new SplittableRandom(17);
        for (int trial = 0; trial < 5; trial++) {
            long[] records = new long[8];
            Run run = run(4, Performance.UNKNOWN);
            for (int lead = 0; lead < 4_000; lead++) {
                int taker = reps(run.pool).indexOf(run.deal());
                records[2 * taker + 1]++;
                records[2 * taker] += random.nextDouble() < 0.3 ? 1 : 0;
                run.performance = performance(records);
            }
            for (int member = 0; member < 4; member++) {
                assertThat(records[2 * member + 1] / 4_000.0).isBetween(0.05, 0.70);
            }
        }
    }

    @Test
    void theTraceShowsTheNumbersThatItWentBy() {
        Run run = run(3, performance(40, 100, 5, 100, 4, 100));
        Set<String> reasons = new HashSet<>();
        for (int lead = 0; lead < 300; lead++) {
            run.deal();
            reasons.add(run.because);
        }

        assertThat(reasons)
                .anyMatch(each ->
                        each.matches(
                                "leads by its record: won 40 of 100, so 3\\d\\.\\d % is expected \\(pool 16\\.4 %, best 3\\d\\.\\d %\\)"))
                .anyMatch(each ->
                        each.matches(
                                "explored, so that everybody is measured: 0 open, won [45] of 100, so \\d\\.\\d % is expected \\(pool 16\\.4 %, best 3\\d\\.\\d %\\)"))
                .anyMatch(each ->
                        each.matches(
                                "drew the highest rate, \\d+\\.\\d %, of all 3: won 40 of 100.*"));
    }

    @Test
    void whatIsGivenByRecordIsNoTurnAndTheChangesStillAddUp() {
        Run run = run(3, performance(40, 100, 5, 100, 4, 100));
        run.deal(500, reps(run.pool));
        long most = 0;
        for (RepKey rep : reps(run.pool)) {
            Standing standing = run.standing(rep);
            assertThat(
                            run.rows.stream()
                                    .filter(row -> row.rep().equals(rep))
                                    .mapToLong(row -> row.change().unscaledValue().longValueExact())
                                    .sum())
                    .isEqualTo(standing.hadMicros());
            most = Math.max(most, standing.assigned());
        }
        assertThat(most).as("leads of the best").isGreaterThan(350);

        run.pool = pool(Strategy.ROUND_ROBIN, 0, equal(3));
        Map<RepKey, Integer> counts = run.deal(30, reps(run.pool));
        assertThat(counts.values()).as("in turn from now on").containsOnly(10);
    }
}
