package io.leaddispatcher.domain.policy;

import static io.leaddispatcher.domain.policy.PolicyFixtures.leaf;
import static io.leaddispatcher.domain.policy.PolicyFixtures.list;
import static io.leaddispatcher.domain.policy.PolicyFixtures.object;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyDiffTest extends PolicyReading {

    @Test
    void theDiffSaysInWordsWhatChanged() {
        Map<String, @Nullable Object> from = new LinkedHashMap<>();
        from.put(
                "tiers",
                list(
                        object(
                                "name",
                                "A",
                                "rules",
                                list(
                                        rule("id", "a1", "priority", "HIGH"),
                                        rule("id", "a2"),
                                        rule("id", "gone"))),
                        object("name", "B", "rules", list(rule("id", "b1"))),
                        object("name", "C")));
        from.put("fallback", FALLBACK);
        Map<String, @Nullable Object> to = new LinkedHashMap<>();
        to.put(
                "tiers",
                list(
                        object("name", "D", "rules", list(rule("id", "new"))),
                        object("name", "B", "rules", list(rule("id", "b1"))),
                        object(
                                "name",
                                "A",
                                "rules",
                                list(
                                        rule(
                                                "id",
                                                "a2",
                                                "when",
                                                object(
                                                        "all",
                                                        list(
                                                                leaf("lead.score", "gt", 5),
                                                                object(
                                                                        "any",
                                                                        list(
                                                                                object(
                                                                                        "not",
                                                                                        leaf(
                                                                                                "territory",
                                                                                                "in",
                                                                                                list(
                                                                                                        "dach"))),
                                                                                leaf(
                                                                                        "lead.type",
                                                                                        "exists",
                                                                                        null)))))),
                                        rule("id", "a1", "assign", object("pool", "p"))))));
        to.put("fallback", object("queue", "after-hours"));

        assertThat(PolicyDiff.between(from, to).stream().map(c -> c.path() + ": " + c.text()))
                .containsExactly(
                        "/tiers/0: Tier 'D' added",
                        "/tiers/2: Tier 'C' removed",
                        "/tiers: Tiers in another order: D, B, A",
                        "/tiers/0/rules/0: Rule 'new' added to tier 'D'",
                        "/tiers/2/rules/0/when: Rule 'a2': when set to (lead.score gt 5 and (not"
                                + " territory in [dach] or lead.type exists))",
                        "/tiers/2/rules/1/assign: Rule 'a1': assign changed from queue fallback to"
                                + " pool p",
                        "/tiers/2/rules/1/priority: Rule 'a1': priority removed, was HIGH",
                        "/tiers/2/rules: Rules of tier 'A' in another order: a2, a1",
                        "/tiers/0/rules/2: Rule 'gone' removed from tier 'A'",
                        "/fallback: Policy: fallback changed from queue fallback to queue"
                                + " after-hours");
        assertThat(PolicyDiff.between(from, from)).isEmpty();
        assertThat(PolicyDiff.between(Map.of(), Map.of("reroute", object("max", 2))))
                .extracting(PolicyDiff.Change::text)
                .containsExactly("Policy: reroute set to max 2");
    }

    @Test
    void aRuleThatMovedToAnotherTierIsNotCalledNew() {
        var from =
                object(
                        "tiers",
                        list(object("name", "A", "rules", list(rule())), object("name", "B")));
        var to =
                object(
                        "tiers",
                        list(object("name", "A"), object("name", "B", "rules", list(rule()))));
        assertThat(PolicyDiff.between(from, to))
                .containsExactly(
                        new PolicyDiff.Change(
                                "/tiers/1/rules/0", "Rule 'r' moved from tier 'A' to tier 'B'"));
    }
}
