package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Workspaces.account;
import static io.leaddispatcher.domain.routing.Workspaces.leaf;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The trace to the letter, as runs show it. */
class TraceDocumentTest {

    @Test
    void allRulesUpToTheOneThatWonWithWhatEachConditionSaw() {
        var workspace =
                workspace()
                        .rep("mia")
                        .rep("ben", "paused", true)
                        .pool("emea", "ROUND_ROBIN", List.of("ben", "mia"))
                        .tier("Owner")
                        .rule(
                                "owner",
                                "name",
                                "Known account",
                                "when",
                                object("field", "account.owner", "op", "exists"),
                                "assign",
                                object("accountOwner", object()))
                        .rule("off", "disabled", true, "assign", object("reject", "never"))
                        .tier("Rest")
                        .rule(
                                "big",
                                "when",
                                object(
                                        "all",
                                        List.of(
                                                object("not", leaf("company.country", "eq", "US")),
                                                object(
                                                        "any",
                                                        List.of(
                                                                leaf(
                                                                        "company.employees",
                                                                        "gte",
                                                                        100))))),
                                "assign",
                                object("rep", "ben"))
                        .rule("emea", "assign", object("pool", "emea"))
                        .rule("later", "assign", object("reject", "never"));
        var decision =
                workspace.decide(
                        Workspaces.of(account("acme"), workspace.lead("company.employees", 240)));

        assertThat(decision.trace().toDocument())
                .containsEntry("policyVersion", 7)
                .containsOnlyKeys("policyVersion", "accountMatch", "tiers")
                .containsAllEntriesOf(
                        object(
                                "accountMatch",
                                object("key", "acme", "evidence", "domain", "confidence", 1.0),
                                "tiers",
                                List.of(
                                        object(
                                                "name",
                                                "Owner",
                                                "rules",
                                                List.of(
                                                        object(
                                                                "id",
                                                                "owner",
                                                                "name",
                                                                "Known account",
                                                                "matched",
                                                                false,
                                                                "outcome",
                                                                "NO_MATCH",
                                                                "condition",
                                                                missing(),
                                                                "candidates",
                                                                List.of()),
                                                        object(
                                                                "id", "off",
                                                                "name", "off",
                                                                "matched", false,
                                                                "outcome", "NO_MATCH",
                                                                "candidates", List.of(),
                                                                "note", "switched off"))),
                                        object(
                                                "name",
                                                "Rest",
                                                "rules",
                                                List.of(
                                                        object(
                                                                "id",
                                                                "big",
                                                                "name",
                                                                "big",
                                                                "matched",
                                                                true,
                                                                "outcome",
                                                                "NOBODY_AVAILABLE",
                                                                "condition",
                                                                tree(),
                                                                "candidates",
                                                                List.of(
                                                                        object(
                                                                                "rep",
                                                                                "ben",
                                                                                "eligible",
                                                                                false,
                                                                                "reasons",
                                                                                List.of(
                                                                                        "PAUSED")))),
                                                        object(
                                                                "id",
                                                                "emea",
                                                                "name",
                                                                "emea",
                                                                "matched",
                                                                true,
                                                                "outcome",
                                                                "WON",
                                                                "condition",
                                                                object(
                                                                        "all", List.of(), "result",
                                                                        true),
                                                                "candidates",
                                                                List.of(
                                                                        object(
                                                                                "rep",
                                                                                "ben",
                                                                                "eligible",
                                                                                false,
                                                                                "reasons",
                                                                                List.of("PAUSED")),
                                                                        object(
                                                                                "rep",
                                                                                "mia",
                                                                                "eligible",
                                                                                true,
                                                                                "chosen",
                                                                                true,
                                                                                "because",
                                                                                "the only member who may have it"))))))));
    }

    private static Object missing() {
        var leaf = new java.util.LinkedHashMap<String, Object>();
        leaf.put("field", "account.owner");
        leaf.put("op", "exists");
        leaf.put("actual", null);
        leaf.put("result", false);
        return leaf;
    }

    private static Object tree() {
        var country = new java.util.LinkedHashMap<String, Object>();
        country.put("field", "company.country");
        country.put("op", "eq");
        country.put("value", "US");
        country.put("actual", null);
        country.put("result", false);
        return object(
                "all",
                List.of(
                        object("not", country, "result", true),
                        object(
                                "any",
                                List.of(
                                        object(
                                                "field",
                                                "company.employees",
                                                "op",
                                                "gte",
                                                "value",
                                                100,
                                                "actual",
                                                240,
                                                "result",
                                                true)),
                                "result",
                                true)),
                "result",
                true);
    }

    @Test
    void aLeadOfNoAccountThatFellToTheFallbackSaysWhy() {
        assertThat(workspace().tier("Empty").decide().trace().toDocument())
                .containsOnlyKeys("policyVersion", "tiers", "fallback")
                .containsEntry("fallback", "no rule matched")
                .containsEntry("tiers", List.of(object("name", "Empty", "rules", List.of())));
    }
}
