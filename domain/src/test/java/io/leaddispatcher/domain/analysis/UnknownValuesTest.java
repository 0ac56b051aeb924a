package io.leaddispatcher.domain.analysis;

import static io.leaddispatcher.domain.analysis.Analyses.all;
import static io.leaddispatcher.domain.analysis.Analyses.analysis;
import static io.leaddispatcher.domain.analysis.Analyses.any;
import static io.leaddispatcher.domain.analysis.Analyses.not;
import static io.leaddispatcher.domain.analysis.Analyses.told;
import static io.leaddispatcher.domain.routing.Workspaces.leaf;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.routing.LeadContext;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.routing.Workspaces;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that no lead has, and those that some may have. */
class UnknownValuesTest {

    /** A rule that asks for a value, and one for all others. */
    private static Workspaces asking(String field, String value) {
        return PolicyAnalysisTest.pools()
                .rule(
                        "odd",
                        "name",
                        "Odd one",
                        "when",
                        leaf(field, "eq", value),
                        "assign",
                        object("pool", "dach"))
                .rule("rest", "assign", object("pool", "west"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    company.country | Germany           | Write 'DE'
                    company.country | XX                | Take the value out
                    company.state   | BE                | Write 'CH-BE', 'DE-BE'
                    company.state   | bavaria           | Write 'DE-BY'
                    lead.language   | German            | Write 'de'
                    lead.language   | de-CH             | Write 'de'
                    lead.timeZone   | Berlin            | Europe/Berlin
                    company.domain  | www.acme.de       | Write 'acme.de'
                    contact.email   | @acme.de          | whole addresses
                    lead.currency   | Euro              | Take the value out
                    kind            | meeting           | Take the value out
                    history.previousOwner | nobody      | Take the value out
                    """)
    void aValueThatNoLeadHasIsNamedWithWhatToWrite(String field, String value, String advice) {
        List<Finding> findings = analysis(asking(field, value)).findings();

        assertThat(told(findings)).containsExactly("UNKNOWN_VALUE odd -");
        assertThat(findings.getFirst().message())
                .startsWith("Rule 'Odd one' asks whether " + field + " is '" + value + "'")
                .contains(advice);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    company.country | de
                    company.state   | de-be
                    company.state   | Somewhere
                    company.state   | -
                    lead.language   | EN
                    lead.timeZone   | europe/berlin
                    company.domain  | Acme.de
                    contact.email   | Ana@acme.de
                    lead.currency   | eur
                    kind            | lead
                    history.previousOwner | MIA
                    time.lead.weekday | sun
                    company.industry  | whatever
                    """)
    void aValueThatLeadsMayHaveIsNone(String field, String value) {
        Workspaces workspace =
                PolicyAnalysisTest.pools()
                        .rule(
                                "fine",
                                "when",
                                leaf(field, "in", List.of(value)),
                                "assign",
                                object("pool", "dach"))
                        .rule("rest", "assign", object("pool", "west"));

        assertThat(told(analysis(workspace).findings()))
                .noneMatch(found -> found.startsWith("UNKNOWN_VALUE"));
    }

    @Test
    void theExampleShowsThatALeadOfThatValueIsNotAskedFor() {
        Workspaces workspace = asking("company.country", "Germany");
        RoutingConfiguration configuration = workspace.configuration();

        Finding found = analysis(workspace).findings().getFirst();
        LeadContext lead = Analyses.lead(found, configuration);

        assertThat(found.example()).containsEntry("company", object("country", "Germany"));
        assertThat(lead.lead().text("company.country")).contains("DE");
        assertThat(
                        Analyses.policy(configuration)
                                .rule("odd")
                                .orElseThrow()
                                .when()
                                .holds(lead.facts(configuration), configuration))
                .isFalse();
    }

    @Test
    void theExampleOfAStateIsOfACountryThatHasIt() {
        Workspaces workspace = asking("company.state", "BE");

        assertThat(analysis(workspace).findings().getFirst().example())
                .containsEntry("company", object("state", "BE", "country", "CH"));
    }

    @Test
    void severalValuesOfAFieldAreOneFinding() {
        Workspaces workspace =
                PolicyAnalysisTest.pools()
                        .rule(
                                "odd",
                                "when",
                                any(
                                        leaf(
                                                "company.country",
                                                "in",
                                                List.of("DE", "Germany", "Austria")),
                                        not(leaf("company.country", "ne", "Schweiz"))),
                                "assign",
                                object("pool", "dach"))
                        .rule("rest", "assign", object("pool", "west"));

        List<Finding> findings = analysis(workspace).findings();

        assertThat(told(findings)).containsExactly("UNKNOWN_VALUE odd -");
        assertThat(findings.getFirst().message())
                .contains("'Germany' or 'Austria' or 'Schweiz'", "Write 'DE', 'AT'");
    }

    @Test
    void hoursThatNoClockShowsAndListsWithoutValuesAreNamed() {
        Workspaces workspace =
                PolicyAnalysisTest.pools()
                        .list("empty")
                        .list("full", "acme.de")
                        .territory("nowhere")
                        .territory("dach", "countries", List.of("DE"))
                        .rule(
                                "late",
                                "when",
                                leaf("time.lead.hour", "gte", 24),
                                "assign",
                                object("pool", "dach"))
                        .rule(
                                "half",
                                "when",
                                leaf(
                                        "time.utc.hour",
                                        "in",
                                        List.of(
                                                new java.math.BigDecimal("9.5"),
                                                new java.math.BigDecimal(10))),
                                "assign",
                                object("pool", "dach"))
                        .rule(
                                "listed",
                                "when",
                                any(
                                        leaf("company.name", "in_list", "empty"),
                                        leaf("company.name", "in_list", "full")),
                                "assign",
                                object("pool", "dach"))
                        .rule(
                                "nowhere",
                                "when",
                                leaf("territory", "in", List.of("nowhere", "dach")),
                                "assign",
                                object("pool", "dach"))
                        .rule("rest", "assign", object("pool", "dach"));

        assertThat(analysis(workspace).findings().stream().map(Finding::message))
                .containsExactly(
                        "Rule 'late' asks whether time.lead.hour is 'gte 24', which no lead has. Take the value out, or mend it.",
                        "Rule 'half' asks whether time.utc.hour is '9.5', which no lead has. Take the value out, or mend it.",
                        "Rule 'listed' asks whether company.name is 'empty', which no lead has. Take the value out, or mend it.",
                        "Rule 'nowhere' asks whether territory is 'nowhere', which no lead has. Take the value out, or mend it.");
    }

    @Test
    void conditionsOfRingsAreLookedAtToo() {
        Workspaces workspace =
                PolicyAnalysisTest.pools()
                        .rule(
                                "rings",
                                "rings",
                                List.of(
                                        object(
                                                "assign",
                                                object("pool", "dach"),
                                                "skipWhen",
                                                leaf("company.country", "eq", "Germany")),
                                        object("assign", object("pool", "west"))));

        assertThat(told(analysis(workspace).findings())).containsExactly("UNKNOWN_VALUE rings -");
    }

    @Test
    void aRuleThatMatchesNothingForAnotherReasonIsToldOfByItself() {
        Workspaces workspace =
                PolicyAnalysisTest.pools()
                        .rule(
                                "both",
                                "when",
                                all(leaf("lead.score", "gt", 50), leaf("lead.score", "lt", 50)),
                                "assign",
                                object("pool", "dach"))
                        .rule("never", "when", any(), "assign", object("pool", "dach"))
                        .rule("rest", "assign", object("pool", "dach"));

        assertThat(told(analysis(workspace).findings()))
                .containsExactly("SHADOWED_RULE both -", "SHADOWED_RULE never -");
    }
}
