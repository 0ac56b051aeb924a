package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Workspaces.leaf;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.policy.ConditionTrace;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.routing.Trace.Outcome;
import io.leaddispatcher.domain.routing.Trace.RuleTrace;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is past what the patterns of a decision may cost is not tried, and the trace says so. */
class CostlyPatternsTest {

    private static final String MESSAGE = "casino " + "a".repeat(19_900);

    /** Each takes most of what there is. */
    private static final String LARGE = "b{900}c";

    private static final String TOO_LARGE = "casino|x{900}y";

    private final Workspaces workspace =
            workspace()
                    .rule("large", "when", matches(LARGE), "assign", object("reject", "large"))
                    .rule("spam", "when", matches(TOO_LARGE), "assign", object("reject", "spam"))
                    .rule(
                            "both",
                            "when",
                            object("any", List.of(matches(TOO_LARGE), matches("^never"))),
                            "assign",
                            object("reject", "spam"))
                    .rule(
                            "won",
                            "when",
                            object(
                                    "all",
                                    List.of(matches("casino"), object("not", matches(TOO_LARGE)))),
                            "assign",
                            object("reject", "won"));

    private static Map<String, ?> matches(String pattern) {
        return leaf("lead.message", "matches", pattern);
    }

    private final Decision decision =
            workspace.decide(LeadContext.of(workspace.lead("lead.message", MESSAGE)));

    @Test
    void theTraceShowsWhatDecided() {
        assertThat(Decided.where(decision)).isEqualTo("rejected: won");
        tellsWhatDecided(decision.trace());
        tellsWhatDecided(decision.trace());
    }

    @Test
    void soDoesTheTraceThatWasKept() {
        Map<String, Object> kept = KeptExplanation.document(decision.explanation());
        Policy policy = KeptExplanation.policy(kept, workspace.policyDocument()).orElseThrow();

        Trace trace = KeptExplanation.read(kept, policy).trace();

        tellsWhatDecided(trace);
        assertThat(trace.toDocument()).isEqualTo(decision.trace().toDocument());
    }

    private static void tellsWhatDecided(Trace trace) {
        for (RuleTrace rule : trace.tiers().getFirst().rules()) {
            assertThat(condition(rule).result()).as(rule.id()).isEqualTo(rule.id().equals("won"));
            assertThat(rule.outcome())
                    .isEqualTo(rule.id().equals("won") ? Outcome.WON : Outcome.NO_MATCH);
            assertThat(rule.note())
                    .isEqualTo(
                            rule.id().equals("large")
                                    ? null
                                    : "a pattern was not tried: those before it took all that a decision may cost");
        }
        assertThat(condition(trace.tiers().getFirst().rules().get(1)).toDocument())
                .containsEntry("result", false)
                .containsEntry("note", ConditionTrace.UNASKED);
        assertThat(condition(trace.tiers().getFirst().rules().getFirst()).toDocument())
                .doesNotContainKey("note");
    }

    private static ConditionTrace condition(RuleTrace rule) {
        return Objects.requireNonNull(rule.condition());
    }

    @Test
    void whereAllWereTriedNothingIsKeptOfIt() {
        Decision small = workspace.decide(LeadContext.of(workspace.lead("lead.message", "casino")));

        assertThat(Decided.where(small)).isEqualTo("rejected: spam");
        assertThat(KeptExplanation.document(small.explanation())).doesNotContainKey("unasked");
    }
}
