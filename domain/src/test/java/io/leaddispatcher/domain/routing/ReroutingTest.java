package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Workspaces.NOON;
import static io.leaddispatcher.domain.routing.Workspaces.leaf;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.routing.Rerouting.Place;
import io.leaddispatcher.domain.routing.Rerouting.Verdict;
import io.leaddispatcher.domain.routing.Rerouting.Verdict.Moves;
import io.leaddispatcher.domain.routing.Rerouting.Verdict.NothingBetter;
import io.leaddispatcher.domain.routing.Rerouting.Verdict.Stays;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a lead of which more has become known moves. */
class ReroutingTest {

    private static final Place FALLBACK = new Place(null, null, false, false, null);
    private static final Place LOW = held("low", "Low", null);

    /** Three tiers that a lead gets into by its intent, each of one rep. */
    private static Workspaces threeTiers(Object... reroute) {
        return workspace()
                .reps("ada", "ben", "cem")
                .queue("wait")
                .tier("High")
                .rule("top", "when", intent("high"), "assign", object("rep", "ada"))
                .tier("Middle")
                .rule("mid", "when", intent("middle"), "assign", object("rep", "ben"))
                .rule("mid-queue", "when", intent("queue"), "assign", object("queue", "wait"))
                .rule("mid-no", "when", intent("spam"), "assign", object("reject", "spam"))
                .tier("Low")
                .rule("low", "when", intent("low"), "assign", object("rep", "cem"))
                .policy("reroute", object(reroute));
    }

    private static Object intent(String intent) {
        return leaf("lead.intent", "eq", intent);
    }

    private static Place held(String rule, String tier, @Nullable Instant lockedUntil) {
        return new Place(rule, tier, true, false, lockedUntil);
    }

    private static Policy policy(Workspaces workspace) {
        return workspace.configuration().policy(LeadKind.LEAD).orElseThrow().policy();
    }

    private static Verdict judged(Workspaces workspace, Place now, int moved, String intent) {
        return new Rerouting(policy(workspace), now, moved)
                .judge(decided(workspace, workspace.router(), intent), NOON);
    }

    private static Decision decided(Workspaces workspace, Router router, String intent) {
        return router.decide(
                LeadContext.of(workspace.lead("lead.intent", intent)), workspace.state(), NOON);
    }

    @Test
    void aBetterTierTakesItAndSaysWhich() {
        assertThat(judged(threeTiers(), LOW, 0, "middle"))
                .isEqualTo(
                        new Moves(
                                "rule 'mid' of tier 'Middle' matches now, which stands above tier 'Low'"));
        assertThat(judged(threeTiers(), FALLBACK, 0, "low"))
                .isEqualTo(
                        new Moves(
                                "rule 'low' of tier 'Low' matches now, which stands above the fallback"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"middle", "low", "nothing of all this"})
    void neitherTheSameTierNorAWorseOne(String intent) {
        assertThat(judged(threeTiers(), held("mid", "Middle", null), 0, intent))
                .isInstanceOf(NothingBetter.class);
    }

    @Test
    void aLockHoldsItUntilItsEndAndNoLonger() {
        assertThat(judged(threeTiers(), held("low", "Low", NOON.plusNanos(1000)), 0, "high"))
                .isInstanceOfSatisfying(
                        Stays.class,
                        stays ->
                                assertThat(stays.why())
                                        .contains(
                                                "tier 'High'", "locked until 2026-11-25T11:00:00"));
        assertThat(judged(threeTiers(), held("low", "Low", NOON), 0, "high"))
                .isInstanceOf(Moves.class);
    }

    @Test
    void noMoreOftenThanThePolicySays() {
        assertThat(judged(threeTiers(), LOW, 1, "high"))
                .isInstanceOfSatisfying(
                        Stays.class,
                        stays ->
                                assertThat(stays.why()).endsWith("moves a lead no more than once"));
        assertThat(judged(threeTiers("max", BigDecimal.TWO), LOW, 1, "high"))
                .isInstanceOf(Moves.class);
        assertThat(judged(threeTiers("max", BigDecimal.TWO), LOW, 2, "high"))
                .isInstanceOfSatisfying(
                        Stays.class, stays -> assertThat(stays.why()).endsWith("than 2 times"));
        assertThat(judged(threeTiers("max", BigDecimal.ZERO), LOW, 0, "high"))
                .isInstanceOf(Stays.class);
    }

    @Test
    void aQueueOrARejectionOfABetterTierTakesItToo() {
        assertThat(judged(threeTiers(), LOW, 0, "queue")).isInstanceOf(Moves.class);
        assertThat(judged(threeTiers(), LOW, 0, "spam")).isInstanceOf(Moves.class);
    }

    @Test
    void nobodyLosesALeadThatThenWaitsForSomebody() {
        var workspace = threeTiers().tier("Never reached").rep("ada", "paused", true);
        var waiting =
                workspace()
                        .rep("ada", "paused", true)
                        .rep("cem")
                        .tier("High")
                        .rule(
                                "top",
                                "when",
                                intent("high"),
                                "assign",
                                object("rep", "ada"),
                                "whenUnavailable",
                                object("queue", "after-hours"))
                        .tier("Low")
                        .rule("low", "assign", object("rep", "cem"));

        assertThat(judged(workspace, LOW, 0, "high")).isInstanceOf(NothingBetter.class);
        assertThat(judged(waiting, LOW, 0, "high")).isInstanceOf(NothingBetter.class);
        assertThat(judged(waiting, FALLBACK, 0, "high"))
                .as("what waits anyway may wait where it belongs")
                .isInstanceOf(Moves.class);
    }

    @Test
    void itIsWorthALookWhereThereCanBeABetterTier() {
        assertThat(isWorthALook(threeTiers(), FALLBACK)).isTrue();
        assertThat(isWorthALook(threeTiers(), LOW)).isTrue();
        assertThat(isWorthALook(threeTiers(), held("top", "High", null))).isFalse();
        assertThat(isWorthALook(threeTiers("max", BigDecimal.ZERO), LOW)).isFalse();
    }

    @Test
    void whereARuleStandsNowCounts() {
        assertThat(isWorthALook(threeTiers(), held("top", "Low", null)))
                .as("the rule has moved up")
                .isFalse();
        assertThat(isWorthALook(threeTiers(), held("gone", "Low", null)))
                .as("the rule is gone, its tier is there")
                .isTrue();
        assertThat(isWorthALook(threeTiers(), held("gone", "Gone", null)))
                .as("nobody can say where it stands")
                .isFalse();
        assertThat(judged(threeTiers(), held("gone", "Gone", null), 0, "high"))
                .isInstanceOf(NothingBetter.class);
    }

    /** Whatever happens: up and never down, unlocked, and no more often than allowed. */
    @Test
    void aLeadOnlyEverClimbs() {
        var random = new SplittableRandom(20261125);
        List<String> intents = List.of("high", "middle", "low", "none");
        var scene = threeTiers();
        List<Decision> decisions =
                intents.stream().map(intent -> decided(scene, scene.router(), intent)).toList();
        for (int lead = 0; lead < 300; lead++) {
            int max = random.nextInt(0, 4);
            Policy policy = policy(threeTiers("max", BigDecimal.valueOf(max)));
            Place now = FALLBACK;
            int rank = 3;
            int moved = 0;
            for (int event = 0; event < 8; event++) {
                Optional<Instant> lock =
                        random.nextInt(4) == 0
                                ? Optional.of(NOON.plusSeconds(60))
                                : Optional.empty();
                now = new Place(now.ruleId(), now.tier(), now.held(), false, lock.orElse(null));
                int to = random.nextInt(4);
                Verdict verdict = new Rerouting(policy, now, moved).judge(decisions.get(to), NOON);
                boolean may = to < rank && lock.isEmpty() && moved < max;
                assertThat(verdict instanceof Moves).as("%d to %d", rank, to).isEqualTo(may);
                if (may) {
                    rank = to;
                    moved++;
                    now =
                            held(
                                    List.of("top", "mid", "low").get(to),
                                    List.of("High", "Middle", "Low").get(to),
                                    null);
                }
            }
            assertThat(moved).isLessThanOrEqualTo(max);
        }
    }

    private static boolean isWorthALook(Workspaces workspace, Place now) {
        return new Rerouting(policy(workspace), now, 0).isWorthALook();
    }
}
