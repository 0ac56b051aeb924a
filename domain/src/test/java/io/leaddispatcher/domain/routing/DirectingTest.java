package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Workspaces.NOON;
import static io.leaddispatcher.domain.routing.Workspaces.declinedBy;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.policy.Target;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.UnavailabilityReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A lead is given away past the rules, and taken by one of those who were asked. */
class DirectingTest {

    private static final PoolKey SALES = new PoolKey("sales");
    private static final RepKey MIA = new RepKey("mia");

    /** Nothing matches: whatever is given away is so past the rules. */
    private static Workspaces pool() {
        return workspace()
                .reps("mia", "ben", "zoe")
                .rep("away", "paused", true, "capacity", object("open", 1))
                .pool("sales", "ROUND_ROBIN", List.of("mia", "ben", "zoe", "away"))
                .rule(
                        "none",
                        "when",
                        object("any", List.of()),
                        "assign",
                        object("pool", "sales"),
                        "offer",
                        object("mode", "BROADCAST"));
    }

    private static Direction toSales(Workspaces workspace) {
        Rule terms =
                workspace
                        .configuration()
                        .policy(workspace.lead().kind())
                        .orElseThrow()
                        .policy()
                        .rule("none")
                        .orElseThrow();
        return new Direction(new Direction.To.NextOf(SALES), terms, "Tier", "time ran out");
    }

    private static Direction to(Workspaces workspace, String key) {
        Rep rep = workspace.configuration().roster().rep(new RepKey(key)).orElseThrow();
        return new Direction(
                new Direction.To.OneRep(rep),
                Rule.byHand(new Target.Rep(rep.key()), Priority.HIGH),
                Direction.BY_HAND,
                "given by hand");
    }

    private static Directed direct(
            Workspaces workspace, LeadContext context, RoutingState state, Direction direction) {
        return workspace.router().at(NOON).direct(context, state, direction);
    }

    private static Decision decided(Directed directed) {
        return Objects.requireNonNull(directed.decision(), "nobody could take it");
    }

    @Test
    void theNextOfThePoolIsAskedAloneAndInTheFairOrder() {
        var workspace = pool();
        RoutingState state = workspace.state();
        List<String> takers = new ArrayList<>();
        for (int lead = 0; lead < 4; lead++) {
            Decision decision =
                    decided(
                            direct(
                                    workspace,
                                    LeadContext.of(workspace.lead()),
                                    state,
                                    toSales(workspace)));
            takers.add(Decided.where(decision));
            state = decision.state();
        }

        assertThat(takers).containsExactly("mia", "ben", "zoe", "mia");
        assertThat(state.workload(MIA).open()).isEqualTo(2);
    }

    @Test
    void whoDeclinedIsPassedOverAndInTheEndNobodyIsLeft() {
        var workspace = pool();

        Directed next =
                direct(
                        workspace,
                        declinedBy(workspace.lead(), "mia", "ben"),
                        workspace.state(),
                        toSales(workspace));
        Directed nobody =
                direct(
                        workspace,
                        declinedBy(workspace.lead(), "mia", "ben", "zoe"),
                        workspace.state(),
                        toSales(workspace));

        assertThat(Decided.where(decided(next))).isEqualTo("zoe");
        assertThat(nobody.decision()).isNull();
        assertThat(nobody.candidates())
                .extracting(one -> one.reasons().getFirst())
                .containsExactly(
                        UnavailabilityReason.DECLINED_BEFORE,
                        UnavailabilityReason.DECLINED_BEFORE,
                        UnavailabilityReason.DECLINED_BEFORE,
                        UnavailabilityReason.PAUSED);
    }

    @Test
    void whoHadItLastIsPassedOverAndHasDeclinedNothing() {
        var workspace = pool();

        Directed next =
                direct(
                        workspace,
                        LeadContext.of(workspace.lead()).takenFrom(Set.of(MIA)),
                        workspace.state(),
                        toSales(workspace));

        assertThat(Decided.where(decided(next))).isEqualTo("ben");
        assertThat(next.candidates().getFirst().reasons())
                .containsExactly(UnavailabilityReason.HAD_IT_LAST);
    }

    @Test
    void theNextOfThePoolHasTheSkillsThatItsRingAsksFor() {
        var workspace =
                workspace()
                        .reps("mia", "zoe")
                        .rep("ben", "skills", object("language", List.of("de")))
                        .pool("sales", "ROUND_ROBIN", List.of("mia", "ben", "zoe"))
                        .rule(
                                "none",
                                "when",
                                object("any", List.of()),
                                "rings",
                                List.of(
                                        object(
                                                "assign",
                                                object("pool", "sales"),
                                                "skills",
                                                List.of(
                                                        object(
                                                                "skill",
                                                                "language",
                                                                "anyOf",
                                                                List.of("de"))))));

        Directed next =
                direct(
                        workspace,
                        LeadContext.of(workspace.lead()),
                        workspace.state(),
                        toSales(workspace));

        assertThat(Decided.where(decided(next))).isEqualTo("ben");
    }

    @Test
    void theNextOfThePoolHasTheSkillsThatTheRuleAsksFor() {
        var workspace =
                workspace()
                        .reps("mia", "zoe")
                        .rep("ben", "skills", object("language", List.of("de")))
                        .pool("sales", "ROUND_ROBIN", List.of("mia", "ben", "zoe"))
                        .rule(
                                "none",
                                "when",
                                object("any", List.of()),
                                "assign",
                                object("pool", "sales"),
                                "skills",
                                List.of(object("skill", "language", "anyOf", List.of("de"))));

        Directed next =
                direct(
                        workspace,
                        LeadContext.of(workspace.lead()),
                        workspace.state(),
                        toSales(workspace));

        assertThat(Decided.where(decided(next))).isEqualTo("ben");
    }

    @Test
    void aPersonMayChooseWhoIsAwayButNotWhoIsFull() {
        var workspace = pool();
        Directed away =
                direct(
                        workspace,
                        LeadContext.of(workspace.lead()),
                        workspace.state(),
                        to(workspace, "away"));
        assertThat(Decided.where(decided(away))).isEqualTo("away");
        assertThat(decided(away).ledgerRows()).as("no turn of the pool").isEmpty();

        Directed full =
                direct(
                        workspace,
                        LeadContext.of(workspace.lead()),
                        decided(away).state(),
                        to(workspace, "away"));
        assertThat(full.decision()).isNull();
        assertThat(full.candidates().getFirst().reasons())
                .containsExactly(UnavailabilityReason.AT_CAPACITY);
    }

    @Test
    void whoOwnsItElsewhereHasItHoweverFull() {
        var workspace = pool();
        Rep away = workspace.configuration().roster().rep(new RepKey("away")).orElseThrow();
        var owner =
                new Direction(
                        new Direction.To.Owner(away),
                        Rule.byHand(new Target.Rep(away.key()), Priority.HIGH),
                        Direction.BY_HAND,
                        "owns it in the CRM");
        RoutingState full =
                decided(
                                direct(
                                        workspace,
                                        LeadContext.of(workspace.lead()),
                                        workspace.state(),
                                        to(workspace, "away")))
                        .state();

        Directed owned = direct(workspace, LeadContext.of(workspace.lead()), full, owner);

        assertThat(Decided.where(decided(owned))).isEqualTo("away");
        assertThat(owned.candidates().getFirst().reasons())
                .as("what speaks against it is told all the same")
                .contains(UnavailabilityReason.AT_CAPACITY);
        assertThat(decided(owned).state().workload(away.key()).open()).isEqualTo(2);
    }

    @Test
    void theTraceSaysThatItWentPastTheRulesAlsoWhenItWasKept() {
        var workspace = pool();
        Explanation explanation =
                decided(
                                direct(
                                        workspace,
                                        LeadContext.of(workspace.lead()),
                                        workspace.state(),
                                        to(workspace, "ben")))
                        .explanation();

        Map<String, ?> trace = explanation.trace().toDocument();
        assertThat(trace.get("tiers")).isEqualTo(List.of());
        assertThat(String.valueOf(trace.get("direct"))).contains("given by hand", "ben");
        assertThat(
                        KeptExplanation.read(
                                        KeptExplanation.document(explanation), explanation.policy())
                                .trace()
                                .toDocument()
                                .get("direct"))
                .isEqualTo(trace.get("direct"));
    }

    @Test
    void whoeverAcceptsOfThoseWhoWereAskedHasTheTurn() {
        var workspace = pool();

        Acceptance taken = accept(workspace, MIA, SALES);

        assertThat(taken.state().workload(MIA).open()).isEqualTo(1);
        assertThat(taken.rows())
                .anySatisfy(row -> {
                    assertThat(row.rep()).isEqualTo(MIA);
                    assertThat(row.isTurn()).isTrue();
                });
        assertThat(
                        Decided.where(
                                decided(
                                        direct(
                                                workspace,
                                                LeadContext.of(workspace.lead()),
                                                taken.state(),
                                                toSales(workspace)))))
                .isEqualTo("ben");
    }

    @Test
    void whereThereIsNoPoolThereIsNoTurn() {
        var workspace = pool();

        assertThat(accept(workspace, MIA, null).rows()).isEmpty();
        assertThat(accept(workspace, MIA, new PoolKey("gone")).rows()).isEmpty();
        assertThat(accept(workspace, new RepKey("somebody"), SALES).rows()).isEmpty();
        assertThat(accept(workspace, MIA, null).state().workload(MIA).open()).isEqualTo(1);
    }

    private static Acceptance accept(Workspaces workspace, RepKey rep, @Nullable PoolKey pool) {
        return Acceptance.of(
                workspace.configuration(), workspace.state(), workspace.lead(), rep, pool, NOON);
    }
}
