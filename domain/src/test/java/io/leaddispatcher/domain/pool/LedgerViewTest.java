package io.leaddispatcher.domain.pool;

import static io.leaddispatcher.domain.pool.Pools.pool;
import static io.leaddispatcher.domain.pool.Pools.rep;
import static io.leaddispatcher.domain.pool.Pools.reps;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.pool.Pools.Run;
import io.leaddispatcher.domain.roster.RepKey;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerViewTest {

    private static final RepKey A = rep(0);
    private static final RepKey B = rep(1);

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
    void nobodyIsUpcomingInAPoolOfNobody() {
        LedgerView view = view(new Run(pool(Strategy.WEIGHTED, 0)));

        assertThat(view.upcoming()).isEmpty();
        assertThat(view.next()).isNull();
    }
}
