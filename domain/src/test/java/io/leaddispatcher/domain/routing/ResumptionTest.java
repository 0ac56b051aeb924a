package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Workspaces.NOON;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.pool.Cause;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The work on a lead goes on that was called over. */
class ResumptionTest {

    private static final PoolKey SALES = new PoolKey("sales");
    private static final RepKey MIA = new RepKey("mia");

    private final Workspaces workspace =
            workspace()
                    .reps("mia", "ben", "zoe")
                    .pool("sales", "ROUND_ROBIN", List.of("mia", "ben", "zoe"))
                    .rule("all", "assign", object("pool", "sales"));

    private RoutingState given() {
        return workspace
                .router()
                .decide(LeadContext.of(workspace.lead()), workspace.state(), NOON)
                .state();
    }

    private RoutingState over(RoutingState state, List<PoolKey> turns) {
        return Withdrawal.of(
                        workspace.configuration(),
                        state,
                        workspace.lead(),
                        new Withdrawal.Holder(MIA, turns, "SPAM"),
                        NOON)
                .state();
    }

    private Resumption resumed(RoutingState state, PoolKey... turns) {
        return Resumption.of(
                workspace.configuration(),
                state,
                workspace.lead(),
                new Withdrawal.Holder(MIA, List.of(turns), "REOPENED"),
                NOON,
                NOON);
    }

    @Test
    void itIsOpenWorkAgainAndATurnAfterAll() {
        RoutingState given = given();

        Resumption resumed = resumed(over(given, List.of(SALES)), SALES);

        assertThat(resumed.state().workload(MIA).open()).isOne();
        assertThat(resumed.state().ledger(SALES).standing(MIA))
                .hasValueSatisfying(standing -> {
                    assertThat(standing.assigned()).isOne();
                    assertThat(standing.credit()).isZero();
                });
        assertThat(resumed.rows())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.pool()).isEqualTo(SALES);
                    assertThat(row.row().cause()).isEqualTo(Cause.CREDIT);
                    assertThat(row.row().reason()).isEqualTo("REOPENED");
                });
    }

    @Test
    void whatStayedATurnMovesNoLedger() {
        Resumption resumed = resumed(over(given(), List.of()));

        assertThat(resumed.rows()).isEmpty();
        assertThat(resumed.state().workload(MIA).open()).isOne();
    }

    @Test
    void aPoolThatIsNoMoreHasNoLedger() {
        assertThat(resumed(over(given(), List.of()), new PoolKey("gone")).rows()).isEmpty();
    }
}
