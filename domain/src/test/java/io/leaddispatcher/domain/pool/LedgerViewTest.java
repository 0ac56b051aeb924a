package io.leaddispatcher.domain.pool;

import static io.leaddispatcher.domain.pool.Pools.pool;
import static io.leaddispatcher.domain.pool.Pools.rep;
import static io.leaddispatcher.domain.pool.Pools.reps;
import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leaddispatcher.domain.pool.Pools.Run;
import io.leaddispatcher.domain.roster.RepKey;
import java.math.BigDecimal;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LedgerViewTest {

    private static final Offset<BigDecimal> MICRO = within(new BigDecimal("0.00001"));
    private static final RepKey A = rep(0);
    private static final RepKey B = rep(1);
    private static final RepKey C = rep(2);

    private static LedgerView view(Run run) {
        return LedgerView.of(run.pool, run.ledger, run.now());
    }

    @Test
    void whoIsUpcomingIsWhoGetsTheNextTwentyLeads() {
        var run = new Run(pool(Strategy.WEIGHTED, 0, 3, 2, 1));
        run.deal(7, reps(run.pool));
        run.takers.clear();
        LedgerView view = view(run);
        run.deal(20, reps(run.pool));

        assertThat(view.upcoming()).hasSize(20).isEqualTo(run.takers);
        assertThat(view.next()).isEqualTo(view.upcoming().getFirst());
    }

    @Test
    void aCorrectionShowsInWhoIsUpcomingAtOnce() {
        var run = new Run(pool(Strategy.ROUND_ROBIN, 0, 1, 1));
        run.deal(2, List.of(A, B));
        assertThat(view(run).upcoming()).startsWith(A, B, A, B);

        run.change(run.ledger.adjust(B, new BigDecimal("-2"), "was ill", run.now()));

        assertThat(view(run).next()).isEqualTo(B);
        assertThat(view(run).upcoming()).startsWith(B, B).filteredOn(B::equals).hasSize(11);
    }

    @Test
    void creditForLeadsOfTheCycleBeforeIsNoShareOfThisOne() {
        var run = new Run(pool(Strategy.ROUND_ROBIN, 0, 1, 1));
        run.ledger = run.ledger.following(run.pool, run.now()).ledger();
        run.change(run.ledger.credit(A, null, "SPAM", run.now()));

        assertThat(view(run).members())
                .allSatisfy(member -> {
                    assertThat(member.share()).isZero();
                    assertThat(member.expected()).isZero();
                });

        run.deal(1, List.of(B));
        assertThat(view(run).members())
                .extracting(LedgerView.Member::share)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(ZERO, ONE);
        assertThat(view(run).members())
                .allSatisfy(member -> assertThat(member.expected()).isEqualByComparingTo("0.5"));
    }

    @Test
    void nobodyIsUpcomingInAPoolOfNobody() {
        LedgerView view = view(new Run(pool(Strategy.WEIGHTED, 0)));

        assertThat(view.upcoming()).isEmpty();
        assertThat(view.next()).isNull();
    }

    @Test
    void whoJoinedLaterStandsLevelAndTheBalancesAddUpToNothing() {
        var run = new Run(pool(Strategy.ROUND_ROBIN, 0, 1, 1));
        run.deal(40, reps(run.pool));
        run.pool = pool(Strategy.ROUND_ROBIN, 0, 1, 1, 1);
        run.deal(4, reps(run.pool));

        assertThat(balances(run)).allSatisfy(due -> assertThat(due.abs()).isLessThan(ONE));
        assertThat(sum(run)).isCloseTo(ZERO, MICRO);
    }

    @Test
    void whatSomebodyMissesWhileAwayIsNotDue() {
        var run = new Run(pool(Strategy.ROUND_ROBIN, 0, 1, 1, 1));
        run.deal(30, List.of(A, B));

        assertThat(run.standing(C).present()).isFalse();
        assertThat(balances(run)).allSatisfy(due -> assertThat(due).isCloseTo(ZERO, MICRO));
    }

    @Test
    void whatMayBeCaughtUpIsDueOfTheOthers() {
        var run = new Run(pool(Strategy.ROUND_ROBIN, 2, 1, 1, 1));
        run.deal(30, List.of(A, B));

        assertThat(balances(run).getLast()).isCloseTo(new BigDecimal("2"), MICRO);
        assertThat(sum(run)).isCloseTo(ZERO, MICRO);
    }

    @Test
    void whatAPersonHasCorrectedIsDue() {
        var run = new Run(pool(Strategy.ROUND_ROBIN, 0, 1, 1));
        run.deal(2, List.of(A, B));
        run.change(run.ledger.adjust(B, new BigDecimal("-2"), "was ill", run.now()));

        assertThat(balances(run).getFirst()).isEqualByComparingTo("-1");
        assertThat(balances(run).getLast()).isEqualByComparingTo("1");
    }

    private static List<BigDecimal> balances(Run run) {
        return view(run).members().stream().map(LedgerView.Member::due).toList();
    }

    private static BigDecimal sum(Run run) {
        return balances(run).stream().reduce(ZERO, BigDecimal::add);
    }
}
