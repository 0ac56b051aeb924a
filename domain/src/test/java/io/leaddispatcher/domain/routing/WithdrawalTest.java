package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Workspaces.NOON;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.pool.Cause;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A lead is taken from whoever has it. */
class WithdrawalTest {

    private static final PoolKey SALES = new PoolKey("sales");
    private static final RepKey MIA = new RepKey("mia");

    private static Workspaces pool() {
        return workspace()
                .reps("mia", "ben", "zoe")
                .pool("sales", "ROUND_ROBIN", List.of("mia", "ben", "zoe"))
                .rule("all", "assign", object("pool", "sales"));
    }

    private static Decision decide(Workspaces workspace, RoutingState state) {
        return workspace.router().decide(LeadContext.of(workspace.lead()), state, NOON);
    }

    private static Withdrawal withdraw(Workspaces workspace, RoutingState state, String... pools) {
        return Withdrawal.of(
                workspace.configuration(),
                state,
                workspace.lead(),
                new Withdrawal.Holder(
                        MIA, List.of(pools).stream().map(PoolKey::new).toList(), "REROUTED"),
                NOON);
    }

    @Test
    void thereIsRoomForAnotherAndTheTurnComesBack() {
        var workspace = pool();
        RoutingState given = decide(workspace, workspace.state()).state();
        assertThat(given.workload(MIA))
                .isEqualTo(new Workload(1, 1, 1).of(ImmutableMap.of(LeadKind.LEAD, 1)));

        Withdrawal taken = withdraw(workspace, given, "sales");

        assertThat(taken.state().workload(MIA))
                .isEqualTo(new Workload(0, 1, 1).of(ImmutableMap.of(LeadKind.LEAD, 0)));
        assertThat(taken.rows())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.pool()).isEqualTo(SALES);
                    assertThat(row.row().cause()).isEqualTo(Cause.CREDIT);
                    assertThat(row.row().rep()).isEqualTo(MIA);
                    assertThat(row.row().reason()).isEqualTo("REROUTED");
                });
        assertThat(Decided.where(decide(workspace, taken.state()))).isEqualTo("mia");
    }

    @Test
    void whatWasNoTurnBringsNoneBack() {
        var workspace = pool();
        RoutingState given = decide(workspace, workspace.state()).state();

        assertThat(withdraw(workspace, given).rows()).isEmpty();
        assertThat(withdraw(workspace, given, "gone").rows())
                .as("of a pool that is no more")
                .isEmpty();
        assertThat(Decided.where(decide(workspace, withdraw(workspace, given).state())))
                .isEqualTo("ben");
    }

    @Test
    void nobodyHasLessThanNothing() {
        var workspace = pool();

        assertThat(withdraw(workspace, workspace.state()).state().workload(MIA).open()).isZero();
    }

    /** However many leads are taken away again, what stays is shared out evenly. */
    @Test
    void whatStaysIsStillShared() {
        var random = new SplittableRandom(7);
        var workspace = pool();
        RoutingState state = workspace.state();
        Map<String, Integer> kept = new HashMap<>();
        List<String> holders = new ArrayList<>();
        for (int lead = 0; lead < 300; lead++) {
            Decision decision = decide(workspace, state);
            String taker = Decided.where(decision);
            state = decision.state();
            holders.add(taker);
            kept.merge(taker, 1, Integer::sum);
            if (random.nextInt(3) == 0) {
                String loser = holders.remove(random.nextInt(holders.size()));
                kept.merge(loser, -1, Integer::sum);
                state =
                        Withdrawal.of(
                                        workspace.configuration(),
                                        state,
                                        workspace.lead(),
                                        new Withdrawal.Holder(
                                                new RepKey(loser), List.of(SALES), "REROUTED"),
                                        NOON)
                                .state();
            }
        }
        // Dealing goes on for a while, so that every turn that came back is taken up.
        for (int lead = 0; lead < 100; lead++) {
            Decision decision = decide(workspace, state);
            state = decision.state();
            kept.merge(Decided.where(decision), 1, Integer::sum);
        }
        int least = kept.values().stream().mapToInt(Integer::intValue).min().orElseThrow();
        int most = kept.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
        assertThat(most - least).as(kept.toString()).isLessThanOrEqualTo(1);
        for (String rep : List.of("mia", "ben", "zoe")) {
            assertThat(state.workload(new RepKey(rep)).open()).isEqualTo(kept.get(rep));
        }
    }
}
