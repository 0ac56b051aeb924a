package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Decided.candidates;
import static io.leaddispatcher.domain.routing.Decided.queued;
import static io.leaddispatcher.domain.routing.Decided.rule;
import static io.leaddispatcher.domain.routing.Decided.where;
import static io.leaddispatcher.domain.routing.Workspaces.NOON;
import static io.leaddispatcher.domain.routing.Workspaces.leaf;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.routing.Trace.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Several targets of one rule, each for a while before the next one joins. */
class RingsTest {

    private static final List<Object> GERMAN =
            List.of(object("skill", "language", "anyOf", List.of("DE")));

    private static Map<String, @Nullable Object> ring(String pool, Object... more) {
        Map<String, @Nullable Object> ring = object("assign", object("pool", pool));
        ring.putAll(object(more));
        return ring;
    }

    /** Mia, who is paused, for two minutes; then Ben, paused too, for three; then Zoe. */
    private static Workspaces threeRings(Object... ruleProperties) {
        return workspace()
                .rep("mia", "paused", true)
                .rep("ben", "paused", true)
                .rep("zoe")
                .pool("one", "ROUND_ROBIN", List.of("mia"))
                .pool("two", "ROUND_ROBIN", List.of("ben"))
                .pool("three", "ROUND_ROBIN", List.of("zoe"))
                .rule(
                        "rings",
                        concat(
                                ruleProperties,
                                "rings",
                                List.of(
                                        ring("one", "wait", "PT2M"),
                                        ring(
                                                "two",
                                                "wait",
                                                "PT3M",
                                                "skipWhen",
                                                leaf("lead.urgency", "eq", "high")),
                                        ring("three"))));
    }

    private static Object[] concat(Object[] some, Object... more) {
        return java.util.stream.Stream.concat(
                        java.util.Arrays.stream(some), java.util.Arrays.stream(more))
                .toArray();
    }

    private static Decision after(Workspaces workspace, String wait, Object... lead) {
        Instant at = NOON.plus(Duration.parse(wait));
        return workspace
                .router()
                .decide(LeadContext.of(workspace.lead(lead)), workspace.state(), at);
    }

    @Test
    void theNextRingJoinsWhenTheWaitIsOver() {
        var workspace = threeRings();

        var first = after(workspace, "PT0S");
        assertThat(where(first)).isEqualTo("queue fallback");
        assertThat(queued(first).nextRingAt()).isEqualTo(NOON.plusSeconds(120));
        assertThat(first.foundNobody()).isFalse();
        assertThat(queued(first).why())
                .isEqualTo("the next ring of rule 'rings' joins at 2026-11-25T11:02:00Z");
        assertThat(rule(first, "rings").outcome()).isEqualTo(Outcome.NOBODY_AVAILABLE);
        assertThat(rule(first, "rings").note()).isEqualTo("waits for the next ring");
        assertThat(candidates(first, "rings")).containsExactly("mia PAUSED");

        var second = after(workspace, "PT2M");
        assertThat(queued(second).nextRingAt()).isEqualTo(NOON.plusSeconds(300));
        assertThat(candidates(second, "rings")).containsExactly("mia PAUSED", "ben PAUSED");

        assertThat(where(after(workspace, "PT4M59.999S"))).isEqualTo("queue fallback");
        assertThat(where(after(workspace, "PT5M"))).isEqualTo("zoe");
        assertThat(candidates(after(workspace, "PT5M"), "rings"))
                .containsExactly("mia PAUSED", "ben PAUSED", "zoe!");
    }

    @Test
    void waitsAddUpFromTheLeadsArrivalSoThatNobodyWaitsTwice() {
        var workspace = threeRings();
        var old = workspace.lead("receivedAt", "2026-11-25T10:00:00Z");

        assertThat(where(workspace.decide(LeadContext.of(old)))).isEqualTo("zoe");
    }

    @Test
    void aLeadWhoseSendersClockIsAheadIsDecidedAtOnce() {
        var ahead =
                workspace()
                        .reps("mia")
                        .rule("all", "assign", object("rep", "mia"))
                        .decide("receivedAt", "2026-11-25T11:00:30Z");

        assertThat(where(ahead)).isEqualTo("mia");
    }

    @Test
    void meanwhileTheLeadWaitsInTheRulesQueue() {
        var decision = threeRings("whenUnavailable", object("queue", "after-hours")).decide();

        assertThat(where(decision)).isEqualTo("queue after-hours");
    }

    @Test
    void aRingThatIsSkippedIsNotWaitedFor() {
        var workspace = threeRings();

        assertThat(queued(after(workspace, "PT0S", "lead.urgency", "high")).nextRingAt())
                .isEqualTo(NOON.plusSeconds(120));
        var joined = after(workspace, "PT2M", "lead.urgency", "HIGH");
        assertThat(where(joined)).isEqualTo("zoe");
        assertThat(candidates(joined, "rings")).containsExactly("mia PAUSED", "zoe!");
    }

    @Test
    void aRuleAllOfWhoseRingsAreSkippedFindsNobody() {
        var always = leaf("lead.urgency", "eq", "high");
        var decision =
                workspace()
                        .reps("mia")
                        .pool("one", "ROUND_ROBIN", List.of("mia"))
                        .rule("rings", "rings", List.of(ring("one", "skipWhen", always)))
                        .decide("lead.urgency", "high");

        assertThat(where(decision)).isEqualTo("queue fallback");
        assertThat(rule(decision, "rings").note()).isEqualTo("no ring applies");
    }

    @Test
    void aRingThatYieldsSomebodyEndsIt() {
        var decision = threeRings().rep("mia").decide();

        assertThat(where(decision)).isEqualTo("mia");
        assertThat(candidates(decision, "rings")).containsExactly("mia!");
    }

    @Test
    void laterRingsRelaxTheSkillsAndEachRepIsListedOnce() {
        var workspace =
                workspace()
                        .rep("mia", "skills", object("language", List.of("en")))
                        .rep("ben", "skills", object("tier", List.of("gold")))
                        .pool("all", "ROUND_ROBIN", List.of("mia", "ben"))
                        .rule(
                                "rings",
                                "skills",
                                List.of(object("skill", "language", "anyOf", List.of("en", "de"))),
                                "rings",
                                List.of(ring("all", "skills", GERMAN), ring("all")));
        var decision = workspace.decide();

        assertThat(where(decision)).isEqualTo("mia");
        assertThat(candidates(decision, "rings")).containsExactly("mia!", "ben SKILL_MISMATCH");
    }

    @Test
    void assignAnywayGoesThroughTheRingsInTheirOrder() {
        var workspace = threeRings("whenUnavailable", "ASSIGN_ANYWAY").rep("mia", "active", false);
        workspace.rep("zoe", "paused", true);

        var decision = after(workspace, "PT1H");
        assertThat(where(decision)).isEqualTo("ben");
        assertThat(candidates(decision, "rings")).containsExactly("mia INACTIVE", "ben!");
        assertThat(where(after(workspace, "PT1M"))).isEqualTo("queue fallback");
    }
}
