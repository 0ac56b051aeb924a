package io.leaddispatcher.domain.analysis;

import static io.leaddispatcher.domain.analysis.Analyses.all;
import static io.leaddispatcher.domain.analysis.Analyses.analysis;
import static io.leaddispatcher.domain.analysis.Analyses.any;
import static io.leaddispatcher.domain.analysis.Analyses.told;
import static io.leaddispatcher.domain.analysis.PolicyAnalysisTest.countries;
import static io.leaddispatcher.domain.analysis.PolicyAnalysisTest.pools;
import static io.leaddispatcher.domain.routing.Workspaces.leaf;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.routing.Workspaces;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What examples say, and how targets are named beside them. */
class ExamplesTest {

    private static final Map<String, ?> TO_NOBODY = object("pool", "nobody");

    @Test
    void aLeadThatMayNotHaveAnIdIsNamedByWhatItMayHave() {
        Workspaces nameless =
                pools().rule("mail", "when", missing("externalId"), "assign", TO_NOBODY)
                        .rule("rest", "assign", object("pool", "dach"));
        Workspaces phone =
                pools().rule(
                                "phone",
                                "when",
                                all(missing("externalId"), missing("contact.email")),
                                "assign",
                                TO_NOBODY)
                        .rule("rest", "assign", object("pool", "dach"));
        Workspaces nobody =
                pools().rule(
                                "none",
                                "when",
                                all(
                                        missing("externalId"),
                                        missing("contact.email"),
                                        missing("contact.phone")),
                                "assign",
                                TO_NOBODY)
                        .rule("rest", "assign", object("pool", "dach"));

        assertThat(analysis(nameless).findings().getFirst().example())
                .isEqualTo(object("contact", object("email", "ana@example.org")));
        assertThat(analysis(phone).findings().getFirst().example())
                .isEqualTo(object("contact", object("phone", "+493012345678")));
        assertThat(told(analysis(nobody).findings())).containsExactly("DEAD_POOL none -");
        assertThat(analysis(nobody).findings().getFirst().example()).isEmpty();
    }

    @Test
    void theExampleOfAnotherKindOfPolicySaysItsKind() {
        Workspaces workspace =
                pools().rule("kind", "when", leaf("kind", "eq", "meeting"), "assign", TO_NOBODY);
        RoutingConfiguration configuration = workspace.configuration();

        PolicyAnalysis analysis =
                PolicyAnalysis.of(
                        Analyses.policy(configuration),
                        LeadKind.MEETING,
                        configuration,
                        Workspaces.NOON);

        assertThat(told(analysis.findings())).containsExactly("DEAD_POOL kind -");
        assertThat(analysis.findings().getFirst().example()).containsEntry("kind", "meeting");
    }

    @Test
    void eachKindOfTargetHasItsWords() {
        Workspaces targets =
                pools().rule("a", "when", countries("DE"), "assign", object("rep", "mia"))
                        .rule(
                                "b",
                                "when",
                                leaf("lead.score", "gt", 50),
                                "rings",
                                List.of(
                                        object("assign", object("accountOwner", object())),
                                        object("assign", object("previousOwner", object())),
                                        object(
                                                "assign",
                                                object(
                                                        "handoff",
                                                        object(
                                                                "type",
                                                                "SUPPORT",
                                                                "queue",
                                                                "after-hours")))))
                        .rule(
                                "c",
                                "when",
                                leaf("lead.intent", "eq", "demo"),
                                "assign",
                                object("reject", "spam"))
                        .rule("rest", "assign", object("queue", "after-hours"));

        assertThat(analysis(targets).findings().stream().map(Finding::message))
                .hasSize(3)
                .anyMatch(message ->
                        message.contains(
                                "sends them to mia; 'b' would send them to the owner of the account, then whoever had the lead before, then SUPPORT by queue 'after-hours'"))
                .anyMatch(message -> message.contains("nobody (rejected: spam)"));
    }

    @Test
    void manyRulesAreNotAllNamed() {
        Workspaces many = pools();
        for (String country : List.of("DE", "AT", "CH", "FR", "ES")) {
            many.rule("r" + country, "when", countries(country), "assign", object("pool", "dach"));
        }
        many.rule(
                        "all",
                        "when",
                        countries("DE", "AT", "CH", "FR", "ES"),
                        "assign",
                        object("pool", "dach"))
                .rule("rest", "assign", object("pool", "dach"));

        assertThat(analysis(many).findings().getFirst().message())
                .startsWith(
                        "Rule 'all' gets only what rules 'rDE', 'rAT', 'rCH' and 2 more before it find nobody for");
    }

    @Test
    void conditionsOfManyAlternativesAreComparedToo() {
        Object wide =
                all(
                        any(
                                leaf("lead.source", "eq", "a"),
                                leaf("lead.campaign", "eq", "a"),
                                leaf("lead.type", "eq", "a")),
                        any(
                                leaf("lead.product", "eq", "a"),
                                leaf("lead.intent", "eq", "a"),
                                leaf("lead.urgency", "eq", "a")),
                        any(
                                leaf("company.city", "eq", "a"),
                                leaf("company.name", "eq", "a"),
                                leaf("contact.title", "eq", "a")));
        Workspaces alternatives =
                pools().rule("wide", "when", wide, "assign", object("pool", "dach"))
                        .rule("de", "when", countries("DE"), "assign", object("pool", "west"))
                        .rule(
                                "list",
                                "when",
                                leaf("custom.tags", "contains", "x"),
                                "assign",
                                object("pool", "dach"))
                        .field("tags", "LIST")
                        .rule("rest", "assign", object("pool", "dach"));

        assertThat(told(analysis(alternatives).findings()))
                .containsExactly("OVERLAP de wide", "OVERLAP list de");
        assertThat(analysis(alternatives).findings().getLast().message()).contains("custom.tags x");
    }

    @Test
    void anOwnerWhoCannotBeOneIsMadeUpForNobody() {
        Workspaces owners =
                pools().rule(
                                "odd",
                                "when",
                                leaf("history.previousOwner", "contains", "no key!"),
                                "assign",
                                TO_NOBODY)
                        .rule(
                                "known",
                                "when",
                                leaf("account.exists", "eq", true),
                                "assign",
                                TO_NOBODY)
                        .rule("rest", "assign", object("pool", "dach"));

        assertThat(told(analysis(owners).findings())).containsExactly("DEAD_POOL odd -");
    }

    private static Map<String, @Nullable Object> missing(String field) {
        return object("field", field, "op", "missing");
    }
}
