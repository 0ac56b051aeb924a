package io.leaddispatcher.domain.pool;

import static io.leaddispatcher.domain.pool.Pools.START;
import static io.leaddispatcher.domain.pool.Pools.candidate;
import static io.leaddispatcher.domain.pool.Pools.lead;
import static io.leaddispatcher.domain.pool.Pools.pool;
import static io.leaddispatcher.domain.pool.Pools.rep;
import static io.leaddispatcher.domain.pool.Pools.reps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leaddispatcher.domain.pool.Pools.Run;
import io.leaddispatcher.domain.roster.RepKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PoolDealerTest {

    private static final RepKey A = rep(0);
    private static final RepKey B = rep(1);
    private static final RepKey C = rep(2);

    private static PoolTurn pick(Pool pool, Candidate... candidates) {
        return PoolDealer.pick(pool, Ledger.empty(), List.of(candidates), lead(1), START);
    }

    private static Candidate loaded(RepKey rep, int open, @Nullable Integer capacity) {
        return new Candidate(rep, open, capacity, 0);
    }

    @Test
    void roundRobinGoesAroundTheListAndHeedsNoWeight() {
        var run = new Run(pool(Strategy.ROUND_ROBIN, 0, 5, 1, 1));
        run.deal(6, reps(run.pool));
        assertThat(run.takers).containsExactly(A, B, C, A, B, C);
    }

    @Test
    void aMemberOfTwiceTheWeightGetsTwiceTheLeadsSpreadOut() {
        var run = new Run(pool(Strategy.WEIGHTED, 0, 2, 1));
        run.deal(6, reps(run.pool));
        assertThat(run.takers).containsExactly(A, B, A, A, B, A);
    }

    @Test
    void turnsAreSaidToOneDecimalAlsoThoseThatAreOwed() {
        Pool pool = pool(Strategy.ROUND_ROBIN, 0, 1, 1);
        for (var said :
                List.of(
                        List.of("-1.3", "1.2"),
                        List.of("-0.05", "0.5"),
                        List.of("-1", "1"),
                        List.of("-3", "2"))) {
            Ledger ledger =
                    Ledger.empty()
                            .following(pool, START)
                            .ledger()
                            .adjust(A, new BigDecimal(said.getFirst()), "a test", START)
                            .ledger();
            PoolTurn turn =
                    PoolDealer.pick(
                            pool, ledger, List.of(candidate(A), candidate(B)), lead(1), START);
            assertThat(turn.because())
                    .isEqualTo(
                            "next in equal turns (leads so far: 0, turns due: %s)"
                                    .formatted(said.getLast()));
        }
    }

    @Test
    void whoIsAheadAndGetsItForAnotherReasonSaysSo() {
        Pool pool = pool(Strategy.LEAST_LOADED, 0, 1, 1, 1);
        Ledger ledger = Ledger.empty().following(pool, START).ledger();
        for (RepKey rep : List.of(A, B)) {
            ledger = ledger.adjust(rep, new BigDecimal("3"), "a test", START).ledger();
        }
        PoolTurn turn =
                PoolDealer.pick(
                        pool,
                        ledger,
                        List.of(loaded(A, 1, 4), loaded(B, 1, 4), loaded(C, 2, 4)),
                        lead(1),
                        START);

        assertThat(turn.because())
                .isEqualTo(
                        "least loaded: 1 of 4 open; of 2 equals next by the pool's weights (leads so"
                                + " far: 0, turns due: -0.7)");
    }

    @Test
    void theTurnSaysWhyAndWritesTheRows() {
        Pool pool = pool(Strategy.WEIGHTED, 0, 2, 1);
        PoolTurn turn = pick(pool, candidate(A), candidate(B));
        assertThat(turn.because())
                .isEqualTo("next by the pool's weights (leads so far: 0, turns due: 0.7)");
        assertThat(turn.rows())
                .extracting(LedgerRow::cause)
                .containsExactly(Cause.JOIN, Cause.JOIN, Cause.ASSIGNED);
        assertThat(turn.rows().getLast())
                .isEqualTo(
                        new LedgerRow(
                                START,
                                Cause.ASSIGNED,
                                A,
                                new BigDecimal("1.000000"),
                                lead(1),
                                null));
        assertThat(pick(pool, candidate(B)).because()).isEqualTo("the only member who may have it");
    }

    @Test
    void dealsOnlyAmongMembers() {
        Pool pool = pool(Strategy.WEIGHTED, 0, 2, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> pick(pool));
        assertThatIllegalArgumentException().isThrownBy(() -> pick(pool, candidate(C)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pick(pool, candidate(A), candidate(A)));
    }

    @Test
    void pain05_leastLoadedComparesExactPartsOfTheCapacity() {
        Pool pool = pool(Strategy.LEAST_LOADED, 0, 1, 1, 1);
        assertThat(pick(pool, loaded(A, 333_333_333, 1_000_000_000), loaded(B, 1, 3)).taker())
                .isEqualTo(A);
        assertThat(pick(pool, loaded(A, 1, 3), loaded(B, 333_333_334, 1_000_000_000)).taker())
                .isEqualTo(A);
        PoolTurn turn = pick(pool, loaded(A, 1, 5), loaded(B, 0, 2), loaded(C, 9, 10));
        assertThat(turn.taker()).isEqualTo(B);
        assertThat(turn.because()).isEqualTo("least loaded: 0 of 2 open");
    }

    @Test
    void pain05_withoutALimitTheLoadIsMeasuredByTheWidestOne() {
        Pool pool = pool(Strategy.LEAST_LOADED, 0, 1, 1, 1);
        assertThat(pick(pool, loaded(A, 3, 10), loaded(B, 2, null)).because())
                .isEqualTo("least loaded: 2 open");
        assertThat(pick(pool, loaded(A, 3, null), loaded(B, 2, null)).taker()).isEqualTo(B);
        assertThat(pick(pool, loaded(A, 1, 0), loaded(B, 0, 0)).taker()).isEqualTo(B);
    }

    @Test
    void equalsOfLoadGoByTheFairOrder() {
        Pool pool = pool(Strategy.LEAST_LOADED, 0, 1, 1, 1);
        PoolTurn first = pick(pool, loaded(A, 2, 4), loaded(B, 1, 2), loaded(C, 3, 4));
        assertThat(first.taker()).isEqualTo(A);
        assertThat(first.because())
                .isEqualTo(
                        "least loaded: 2 of 4 open; of 2 equals next by the pool's weights (leads so far: 0, turns due: 0.3)");
        assertThat(
                        PoolDealer.pick(
                                        pool,
                                        first.ledger(),
                                        List.of(loaded(A, 2, 4), loaded(B, 1, 2), loaded(C, 3, 4)),
                                        lead(2),
                                        START)
                                .taker())
                .isEqualTo(B);
    }

    @Test
    void priorityTakesTheFirstInTheListWhoMayHaveIt() {
        Pool pool = pool(Strategy.PRIORITY, 0, 1, 1, 1);
        var run = new Run(pool);
        assertThat(List.of(run.deal(), run.deal(), run.deal(List.of(C, B))))
                .containsExactly(A, A, B);
        assertThat(pick(pool, candidate(B), candidate(A)).because())
                .isEqualTo("first in the list of those who may have it");
    }

    @Test
    void membersOfOnePriorityShareByTheFairOrder() {
        Pool pool =
                pool(
                        Strategy.PRIORITY,
                        0,
                        List.of(
                                new PoolMember(C, 1, 2),
                                new PoolMember(B, 1, 1),
                                new PoolMember(A, 1, 1)));
        var run = new Run(pool);
        run.deal(4, reps(pool));
        assertThat(run.takers).containsExactly(A, B, A, B);
    }

    @Test
    void bestMatchTakesTheMostSkillsAndThenInTurn() {
        Pool pool = pool(Strategy.BEST_MATCH, 0, 9, 1, 1);
        var two = new Candidate(B, 0, null, 2);
        var alsoTwo = new Candidate(C, 0, null, 2);
        PoolTurn first = pick(pool, candidate(A), two, alsoTwo);
        PoolTurn second =
                PoolDealer.pick(
                        pool, first.ledger(), List.of(candidate(A), two, alsoTwo), lead(2), START);
        assertThat(List.of(first.taker(), second.taker())).containsExactly(B, C);
        assertThat(first.because()).startsWith("most skills matched: 2; of 2 equals");
        assertThat(pick(pool, candidate(A), two).because()).isEqualTo("most skills matched: 2");
    }

    @Test
    void tiesGoByPriorityThenLeastRecentlyAssignedThenKey() {
        Pool equal =
                pool(
                        Strategy.WEIGHTED,
                        0,
                        List.of(new PoolMember(B, 1, 1), new PoolMember(A, 1, 1)));
        assertThat(pick(equal, candidate(B), candidate(A)).taker()).isEqualTo(A);
        var run = new Run(equal);
        assertThat(
                        List.of(
                                run.deal(),
                                run.deal(),
                                run.deal(),
                                run.deal(List.of(B)),
                                run.deal(List.of(A))))
                .containsExactly(A, B, A, B, A);
        Ledger anew = run.ledger.forCycle(Cycle.DAY, START.plusSeconds(86_400), ZoneId.of("UTC"));
        assertThat(PoolDealer.preview(equal, anew, 2)).containsExactly(B, A);
    }

    @Test
    void previewFollowsLoadAndEndsWhenThereIsNobody() {
        Pool pool = pool(Strategy.LEAST_LOADED, 0, 1, 1);
        assertThat(
                        PoolDealer.preview(
                                pool, Ledger.empty(), List.of(loaded(A, 2, 4), loaded(B, 0, 4)), 4))
                .containsExactly(B, B, A, B);
        assertThat(PoolDealer.preview(pool(Strategy.WEIGHTED, 0), Ledger.empty(), 5)).isEmpty();
        assertThat(PoolDealer.preview(pool, Ledger.empty(), 3)).containsExactly(A, B, A);
    }

    @Test
    void aTurnGivenBackWhileAwayIsStillThereOnReturn() {
        var run = new Run(pool(Strategy.ROUND_ROBIN, 0, 1, 1));
        run.deal(2, reps(run.pool));
        run.deal(30, List.of(B));
        run.change(run.ledger.credit(A, lead(1), "SPAM", run.now()));
        run.change(run.ledger.adjust(A, new BigDecimal("-1"), "x", run.now()));

        assertThat(run.deal(20, reps(run.pool))).containsEntry(A, 12);
    }

    @Test
    void pain07_aTurnGivenBackCanBeTakenAgainThereOrAway() {
        var run = new Run(pool(Strategy.ROUND_ROBIN, 0, 1, 1));
        run.deal(2, reps(run.pool));
        for (List<RepKey> there : List.of(reps(run.pool), List.of(B))) {
            run.deal(2, there);
            Ledger before = run.ledger;
            run.change(run.ledger.credit(A, lead(1), "NO_SHOW", run.now()));
            assertThat(run.ledger).isNotEqualTo(before);
            run.change(run.ledger.takeBack(A, lead(1), "NO_SHOW_TAKEN_BACK", null, run.now()));

            assertThat(run.ledger).isEqualTo(before);
        }
        assertThat(run.rows)
                .filteredOn(row -> row.cause() == Cause.CREDIT)
                .extracting(row -> row.change().intValueExact())
                .containsExactly(-1, 1, -1, 1);
    }

    @Test
    void noMoreTurnsAreTakenAgainThanWereGivenBackInTheCycle() {
        var run = new Run(pool(Strategy.ROUND_ROBIN, 0, 1, 1));
        run.deal(2, reps(run.pool));
        assertThat(run.ledger.takeBack(A, lead(1), "x", START, START))
                .isEqualTo(new LedgerChange(run.ledger, List.of()));
    }

    @Test
    void aTurnThatWentWithItsCycleIsNotTakenFromAnotherLead() {
        ZoneId utc = ZoneId.of("UTC");
        Instant tuesday = START.plusSeconds(86_400);
        var run = new Run(pool(Strategy.ROUND_ROBIN, 0, 1, 1));
        run.ledger = run.ledger.forCycle(Cycle.DAY, START, utc);
        run.deal(2, reps(run.pool));
        run.change(run.ledger.credit(A, lead(1), "NO_SHOW", START));
        run.ledger = run.ledger.forCycle(Cycle.DAY, tuesday, utc);
        run.change(run.ledger.credit(A, lead(2), "NO_SHOW", tuesday));

        assertThat(run.ledger.takeBack(A, lead(1), "x", START, tuesday))
                .isEqualTo(new LedgerChange(run.ledger, List.of()));
        run.change(run.ledger.takeBack(A, lead(2), "x", tuesday, tuesday));
        assertThat(run.ledger.standing(A))
                .hasValueSatisfying(one -> assertThat(one.credit()).isZero());
    }

    @Test
    void whoIsNoMemberIsLeftAlone() {
        var run = new Run(pool(Strategy.ROUND_ROBIN, 0, 1, 1));
        run.deal();
        assertThat(run.ledger.credit(C, lead(1), "SPAM", START))
                .isEqualTo(new LedgerChange(run.ledger, List.of()));
    }

    @Test
    void aLeadPastThePoolCountsWhenAskedTo() {
        var run = new Run(pool(Strategy.ROUND_ROBIN, 0, 1, 1));
        run.deal(2, reps(run.pool));
        run.change(run.ledger.count(A, lead(9), run.now()));
        assertThat(run.deal()).isEqualTo(B);
        assertThat(run.ledger.turns()).isEqualTo(3);
    }

    @Test
    void aClockThatIsBehindDoesNotBringBackTheCycleBefore() {
        ZoneId utc = ZoneId.of("UTC");
        Instant midnight = Instant.parse("2026-11-22T00:00:00Z");
        var run = new Run(pool(Strategy.ROUND_ROBIN, 0, 1, 1));
        run.ledger = run.ledger.forCycle(Cycle.DAY, midnight.plusSeconds(1), utc);
        assertThat(run.deal()).isEqualTo(A);

        assertThat(run.ledger.forCycle(Cycle.DAY, midnight.minusSeconds(1), utc))
                .isSameAs(run.ledger);
        // What lies far back is looked at, not lived; and another cycle begins anew.
        assertThat(run.ledger.forCycle(Cycle.DAY, midnight.minusSeconds(86_400), utc).cycleStart())
                .isEqualTo("2026-11-21T00:00:00Z");
        assertThat(run.ledger.forCycle(Cycle.WEEK, midnight.minusSeconds(1), utc).cycleStart())
                .isEqualTo("2026-11-16T00:00:00Z");
        assertThat(run.ledger.forCycle(Cycle.EVER, midnight.plusSeconds(1), utc).cycleStart())
                .isEqualTo(Instant.EPOCH);
    }

    @Test
    void aCycleStartsFromZeroInTheZoneOfTheTenant() {
        var run = new Run(pool(Strategy.ROUND_ROBIN, 0, 1, 1));
        run.deal(3, reps(run.pool));
        run.deal(List.of(B));
        ZoneId auckland = ZoneId.of("Pacific/Auckland");
        // 09:30Z on Saturday the 21st is 22:30 in Auckland.
        Ledger day = run.ledger.forCycle(Cycle.DAY, START, auckland);
        assertThat(day.cycleStart()).isEqualTo("2026-11-20T11:00:00Z");
        assertThat(day.standings()).allMatch(one -> one.hadMicros() == 0);
        assertThat(day.forCycle(Cycle.DAY, START.plusSeconds(5_000), auckland)).isSameAs(day);
        assertThat(day.forCycle(Cycle.DAY, START.plusSeconds(5_400), auckland).cycleStart())
                .isEqualTo("2026-11-21T11:00:00Z");
        assertThat(Cycle.WEEK.startOf(START, auckland)).isEqualTo("2026-11-15T11:00:00Z");
        assertThat(Cycle.MONTH.startOf(START, auckland)).isEqualTo("2026-10-31T11:00:00Z");
        assertThat(run.ledger.forCycle(Cycle.EVER, START, auckland)).isSameAs(run.ledger);
        run.ledger = day;
        assertThat(run.deal()).isEqualTo(A);
    }

    @Test
    void theLedgerShowsSharesAndWhoIsNext() {
        var run = new Run(pool(Strategy.WEIGHTED, 0, 2, 1));
        LedgerView fresh = LedgerView.of(run.pool, run.ledger, START);
        assertThat(fresh.members().getFirst().share()).isEqualByComparingTo("0");
        assertThat(fresh.members().getFirst().expectedShare()).isEqualTo("0.6667");
        assertThat(fresh.next()).isEqualTo(A);

        run.deal(4, reps(run.pool));
        run.change(run.ledger.credit(A, lead(4), "SPAM", run.now()));
        LedgerView view = LedgerView.of(run.pool, run.ledger, run.now());
        assertThat(view.members())
                .containsExactly(
                        new LedgerView.Member(
                                A,
                                2,
                                3,
                                1,
                                new BigDecimal("0.6667"),
                                new BigDecimal("0.6667"),
                                new BigDecimal("2.0000"),
                                new BigDecimal("0.000000"),
                                new BigDecimal("0.000000"),
                                true),
                        new LedgerView.Member(
                                B,
                                1,
                                1,
                                0,
                                new BigDecimal("0.3333"),
                                new BigDecimal("0.3333"),
                                new BigDecimal("1.0000"),
                                new BigDecimal("0.000000"),
                                new BigDecimal("0.000000"),
                                true));
        assertThat(LedgerView.of(pool(Strategy.WEIGHTED, 0), Ledger.empty(), START).next())
                .isNull();
    }

    @Test
    void aLedgerIsKeptAsPlainRows() {
        var run = new Run(pool(Strategy.WEIGHTED, 1, 3, 1, 2));
        run.deal(7, reps(run.pool));
        run.deal(3, List.of(A, B));
        Standing row = run.standing(C);
        assertThat(row)
                .isEqualTo(
                        new Standing(
                                row.rep(),
                                row.weight(),
                                row.assigned(),
                                row.credit(),
                                row.offsetMicros(),
                                false,
                                row.claimMicros(),
                                row.settledAfter(),
                                row.lastAssignedAt()));
        assertThat(new Ledger(run.ledger.cycleStart(), run.ledger.turns(), run.ledger.standings()))
                .isEqualTo(run.ledger);
    }
}
