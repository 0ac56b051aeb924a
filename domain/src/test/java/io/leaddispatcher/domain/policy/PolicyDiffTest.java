package io.leaddispatcher.domain.policy;

import static io.leaddispatcher.domain.policy.PolicyFixtures.leaf;
import static io.leaddispatcher.domain.policy.PolicyFixtures.list;
import static io.leaddispatcher.domain.policy.PolicyFixtures.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.LinkedHashMap;
import java.util.List;
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
                        "/tiers/1: Tier 'B' moved above 'A'",
                        "/tiers/0/rules/0: Rule 'new' added to tier 'D'",
                        "/tiers/2/rules/0/when: Rule 'a2': condition set to (lead.score gt 5 and (not"
                                + " territory in [dach] or lead.type exists))",
                        "/tiers/2/rules/1/assign: Rule 'a1': assign changed from queue fallback to"
                                + " pool p",
                        "/tiers/2/rules/1/priority: Rule 'a1': priority removed, was HIGH",
                        "/tiers/2/rules/0: Rule 'a2' moved above 'a1'",
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
                .extracting(PolicyDiff.Change::path, PolicyDiff.Change::text)
                .containsExactly(
                        tuple("/tiers/1/rules/0", "Rule 'r' moved from tier 'A' to tier 'B'"));
    }

    @Test
    void theFewestRulesThatMovedAreTold() {
        assertThat(moves(List.of("a", "b", "c", "d"), List.of("d", "a", "b", "c")))
                .containsExactly("Rule 'd' moved above 'a'");
        assertThat(moves(List.of("a", "b", "c", "d"), List.of("b", "c", "d", "a")))
                .containsExactly("Rule 'a' moved below 'd'");
        assertThat(moves(List.of("a", "b", "c", "d"), List.of("d", "c", "b", "a"))).hasSize(3);
        assertThat(moves(List.of("a", "b"), List.of("a", "b"))).isEmpty();
        assertThat(moves(List.of(), List.of())).isEmpty();
    }

    @Test
    void aRuleIsCalledByItsNameToo() {
        var from = tiers("A", rule("id", "x", "name", "Fintech"), rule("id", "y", "name", "y"));
        var to = tiers("A", rule("id", "y", "name", "y"), rule("id", "x", "name", "Fintech"));

        assertThat(texts(from, to)).containsExactly("Rule 'y' moved above 'Fintech' (x)");
        assertThat(texts(from, tiers("A", rule("id", "y", "name", "y"))))
                .containsExactly("Rule 'Fintech' (x) removed from tier 'A'");
    }

    @Test
    void whereALeadGoesIsToldInWords() {
        var pool = tiers("A", rule("assign", object("pool", "p")));
        var other = tiers("A", rule("assign", object("pool", "q")));
        var queue = tiers("A", rule("assign", object("queue", "q")));

        assertThat(texts(pool, other)).containsExactly("Rule 'r': pool changed from p to q");
        assertThat(texts(pool, queue))
                .containsExactly("Rule 'r': assign changed from pool p to queue q");
    }

    @Test
    void conditionsAreToldInWords() {
        var any = tiers("A", rule());
        var some = tiers("A", rule("when", leaf("lead.score", "gt", 5)));
        var more = tiers("A", rule("when", leaf("lead.score", "gt", 9)));

        assertThat(texts(some, more))
                .containsExactly(
                        "Rule 'r': condition changed from lead.score gt 5 to lead.score gt 9");
        assertThat(texts(some, any))
                .containsExactly("Rule 'r': condition removed, was lead.score gt 5");
    }

    @Test
    void aTierThatGotAnotherNameKeepsItsRules() {
        var from = tiers("A", rule("id", "x"), rule("id", "y"), rule("id", "z"));

        assertThat(PolicyDiff.between(from, tiers("B", rule("id", "y"), rule("id", "x"))))
                .extracting(PolicyDiff.Change::path, PolicyDiff.Change::text)
                .containsExactly(
                        tuple("/tiers/0", "Tier 'A' renamed to 'B'"),
                        tuple("/tiers/0/rules/0", "Rule 'y' moved above 'x'"),
                        tuple("/tiers/0/rules/2", "Rule 'z' removed from tier 'B'"));
        assertThat(texts(from, tiers("B", rule("id", "z"), rule("id", "1"), rule("id", "2"))))
                .contains(
                        "Tier 'B' added",
                        "Tier 'A' removed",
                        "Rule 'z' moved from tier 'A' to tier 'B'");
    }

    private static List<String> moves(List<String> then, List<String> now) {
        return texts(tiers("A", rules(then)), tiers("A", rules(now)));
    }

    private static Object[] rules(List<String> ids) {
        return ids.stream().map(id -> rule("id", id)).toArray();
    }

    private static Map<String, @Nullable Object> tiers(String name, Object... rules) {
        return object("tiers", list(object("name", name, "rules", list(rules))));
    }

    private static List<String> texts(Map<String, ?> from, Map<String, ?> to) {
        return PolicyDiff.between(from, to).stream().map(PolicyDiff.Change::text).toList();
    }
}
