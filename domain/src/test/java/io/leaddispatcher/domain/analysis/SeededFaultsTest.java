package io.leaddispatcher.domain.analysis;

import static io.leaddispatcher.domain.analysis.Analyses.analysis;
import static io.leaddispatcher.domain.analysis.Analyses.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.analysis.RandomPolicies.Faulty;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.routing.Decision;
import io.leaddispatcher.domain.routing.Decision.Result;
import io.leaddispatcher.domain.routing.LeadContext;
import io.leaddispatcher.domain.routing.Router;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.routing.RoutingState;
import io.leaddispatcher.domain.routing.Trace;
import io.leaddispatcher.domain.routing.Workspaces;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Faults put into a thousand random policies: each is found, and what is found is so by the router,
 * which knows nothing of formulas.
 */
class SeededFaultsTest {

    private static final int POLICIES = 1_000;
    private static final int LEADS_EACH = 20;

    private final RandomPolicies random = new RandomPolicies(20261126);

    @Test
    void everySeededFaultIsFoundAndEveryFindingIsShownByTheRouter() {
        int examples = 0;
        int findings = 0;
        for (int number = 0; number < POLICIES; number++) {
            Faulty faulty = random.next();
            RoutingConfiguration configuration = faulty.workspace().configuration();
            List<Finding> found = analysis(faulty.workspace()).findings();
            String policy = "policy %d: %s".formatted(number, Analyses.policy(configuration));

            assertSeedsAreIn(found, faulty, policy);
            for (Finding finding : found) {
                findings++;
                if (!finding.example().isEmpty()) {
                    examples++;
                    assertShows(finding, configuration, policy);
                }
            }
            assertNoLeadComesToTheShadowed(found, faulty.workspace(), configuration, policy);
        }
        System.out.printf("%d policies, %d findings, %d examples%n", POLICIES, findings, examples);
        assertThat(examples).isGreaterThan(findings * 9 / 10);
    }

    private static void assertSeedsAreIn(List<Finding> found, Faulty faulty, String policy) {
        List<String> told = told(found);
        if (faulty.shadowed() != null) {
            assertThat(told)
                    .as(policy)
                    .anyMatch(each -> each.startsWith("SHADOWED_RULE " + faulty.shadowed()));
        }
        assertThat(told.contains("OVERLAP second first")).as(policy).isEqualTo(faulty.hasOverlap());
        assertThat(told.contains("DEAD_POOL dead -")).as(policy).isEqualTo(faulty.hasDeadPool());
        assertThat(told.contains("GAP - -")).as(policy).isEqualTo(faulty.hasGap());
    }

    private static void assertShows(
            Finding finding, RoutingConfiguration configuration, String policy) {
        LeadContext lead = Analyses.lead(finding, configuration);
        String what = "%s in %s".formatted(finding, policy);
        Decision decision = decide(configuration, lead);
        String winner = winner(decision);
        switch (finding.type()) {
            case SHADOWED_RULE -> {
                assertThat(holds(finding.ruleId(), lead, configuration)).as(what).isTrue();
                assertThat(holds(finding.otherRuleId(), lead, configuration)).as(what).isTrue();
                assertThat(winner).as(what).isNotNull().isNotEqualTo(finding.ruleId());
            }
            case OVERLAP -> {
                assertThat(holds(finding.ruleId(), lead, configuration)).as(what).isTrue();
                assertThat(winner).as(what).isEqualTo(finding.otherRuleId());
            }
            case DEAD_POOL ->
                    assertThat(nobodyAvailable(decision)).as(what).contains(finding.ruleId());
            case GAP -> assertThat(winner).as(what).isNull();
            case UNCOVERED_HOURS, UNKNOWN_VALUE, UNREACHED_ESCALATION ->
                    throw new AssertionError(what);
        }
    }

    private void assertNoLeadComesToTheShadowed(
            List<Finding> found,
            Workspaces workspace,
            RoutingConfiguration configuration,
            String policy) {
        Set<String> shadowed =
                found.stream()
                        .filter(finding -> finding.type() == Finding.Type.SHADOWED_RULE)
                        .map(finding -> String.valueOf(finding.ruleId()))
                        .collect(Collectors.toSet());
        for (int lead = 0; lead < LEADS_EACH && !shadowed.isEmpty(); lead++) {
            LeadContext context = LeadContext.of(workspace.lead(random.lead()));
            assertThat(shadowed)
                    .as(policy)
                    .doesNotContain(String.valueOf(winner(decide(configuration, context))));
        }
    }

    private static Decision decide(RoutingConfiguration configuration, LeadContext lead) {
        return new Router(configuration).decide(lead, RoutingState.empty(), Workspaces.NOON);
    }

    private static boolean holds(
            @Nullable String rule, LeadContext lead, RoutingConfiguration configuration) {
        return Analyses.policy(configuration)
                .rule(String.valueOf(rule))
                .orElseThrow()
                .when()
                .holds(lead.facts(configuration), configuration);
    }

    private static @Nullable String winner(Decision decision) {
        Rule rule =
                switch (decision.result()) {
                    case Result.Assigned assigned -> assigned.rule();
                    case Result.Queued queued -> queued.rule();
                    case Result.Rejected rejected -> rejected.rule();
                };
        return rule == null ? null : rule.id();
    }

    private static List<String> nobodyAvailable(Decision decision) {
        return decision.trace().tiers().stream()
                .flatMap(tier -> tier.rules().stream())
                .filter(rule -> rule.outcome() == Trace.Outcome.NOBODY_AVAILABLE)
                .map(Trace.RuleTrace::id)
                .toList();
    }
}
