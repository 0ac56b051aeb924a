package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.estimate.Chances;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** With what chance those who came into question got a lead. */
class RoutingChancesTest extends RouterScenes {

    private static double chance(Workspaces workspace, String rep) {
        return of(workspace).orElseThrow().of(new RepKey(rep));
    }

    private static Optional<Chances> of(Workspaces workspace) {
        return RoutingChances.of(workspace.decide(), workspace.configuration());
    }

    /** Of mia, ben and zoe, where zoe is paused and mia counts for three. */
    private static Workspaces dealing(String strategy) {
        return workspace()
                .rep("mia")
                .rep("ben")
                .rep("zoe", "paused", true)
                .pool(
                        "emea",
                        strategy,
                        List.of(),
                        "members",
                        List.of(
                                object("rep", "mia", "weight", 3),
                                object("rep", "ben"),
                                object("rep", "zoe")))
                .rule("all", "assign", POOL);
    }

    @Test
    void aPoolThatDealsInTurnGivesItsAvailableMembersTheChanceOfTheirWeight() {
        assertThat(chance(dealing("WEIGHTED"), "mia")).isEqualTo(0.75);
        assertThat(chance(dealing("WEIGHTED"), "ben")).isEqualTo(0.25);
        assertThat(chance(dealing("WEIGHTED"), "zoe")).isZero();
        assertThat(chance(dealing("ROUND_ROBIN"), "ben")).isEqualTo(0.5);
        assertThat(chance(dealing("LEAST_LOADED"), "ben")).isEqualTo(0.5);
    }

    @Test
    void prioritiesSkillsAndRecordsLeaveNothingToChance() {
        assertThat(chance(dealing("PRIORITY"), "mia")).isEqualTo(1);
        assertThat(chance(dealing("BEST_MATCH"), "mia")).isEqualTo(1);
        assertThat(chance(dealing("PERFORMANCE"), "mia")).isEqualTo(1);
    }

    @Test
    void whoIsNamedHasAllChances() {
        assertThat(
                        chance(
                                workspace()
                                        .reps("mia", "ben")
                                        .rule("all", "assign", object("rep", "ben")),
                                "ben"))
                .isEqualTo(1);
    }

    @Test
    void whereNotOneRepGetsTheLeadThereAreNone() {
        assertThat(of(workspace())).isEmpty();
        assertThat(of(workspace().rule("all", "assign", object("queue", "fallback")))).isEmpty();
        assertThat(of(dealing("WEIGHTED").policy("offer", object("mode", "BROADCAST")))).isEmpty();
        assertThat(
                        of(
                                workspace()
                                        .rep("zoe", "paused", true)
                                        .rule("all", "assign", object("rep", "zoe"))))
                .isEmpty();
    }

    @Test
    void aPoolThatHasChangedSinceSaysNothingOfWhoHasLeft() {
        var then = dealing("WEIGHTED");
        var now =
                workspace()
                        .reps("ben", "kai")
                        .pool("emea", "WEIGHTED", List.of("ben", "kai"))
                        .configuration();

        assertThat(
                        RoutingChances.of(
                                        then.decide().explanation(),
                                        now.pool(new PoolKey("emea")).orElseThrow())
                                .orElseThrow()
                                .of(new RepKey("mia")))
                .isEqualTo(1);
        assertThat(RoutingChances.of(then.decide(), now).orElseThrow().of(new RepKey("mia")))
                .isEqualTo(1);
    }
}
