package io.leaddispatcher.domain.analysis;

import static io.leaddispatcher.domain.routing.Workspaces.leaf;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.routing.Workspaces;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnlistedValuesTest {

    private static final Picklist INDUSTRY =
            new Picklist("HubSpot", "industry", Set.of("FINTECH", "Health care"));

    private static List<String> messages(Workspaces workspace, Picklist... picklists) {
        RoutingConfiguration configuration = workspace.configuration();
        return PolicyAnalysis.of(
                        configuration.policy(LeadKind.LEAD).orElseThrow().policy(),
                        LeadKind.LEAD,
                        configuration,
                        Workspaces.NOON,
                        Map.of("company.industry", List.of(picklists)))
                .findings()
                .stream()
                .filter(found -> found.type() == Finding.Type.UNKNOWN_VALUE)
                .map(Finding::message)
                .toList();
    }

    private static Workspaces asking(Map<String, ?> when) {
        return PolicyAnalysisTest.pools()
                .rule("some", "name", "Some", "when", when, "assign", object("pool", "dach"))
                .rule("rest", "assign", object("pool", "west"));
    }

    @Test
    void aValueThatThePicklistDoesNotHaveIsFlagged() {
        Workspaces workspace =
                asking(leaf("company.industry", "in", List.of("fintech", "Retail", "Mining")));

        assertThat(messages(workspace, INDUSTRY))
                .singleElement()
                .asString()
                .startsWith(
                        "Rule 'Some' asks whether company.industry is 'Retail' or 'Mining', which no lead from HubSpot has: the picklist 'industry' there has ")
                .contains("'FINTECH'", "'Health care'");
        assertThat(messages(workspace)).isEmpty();
    }

    @Test
    void writingDoesNotMatterAndNeitherDoesWhatIsAskedOtherwise() {
        assertThat(messages(asking(leaf("company.industry", "eq", "fintech")), INDUSTRY)).isEmpty();
        assertThat(messages(asking(leaf("company.industry", "contains", "tec")), INDUSTRY))
                .isEmpty();
        assertThat(messages(asking(leaf("company.city", "eq", "Retail")), INDUSTRY)).isEmpty();
        assertThat(messages(asking(leaf("company.employees", "eq", 7)), INDUSTRY)).isEmpty();
    }

    @Test
    void eachPicklistIsLookedAtAndOfALongOneSomeAreNamed() {
        Set<String> many = new LinkedHashSet<>();
        IntStream.range(0, 20).forEach(i -> many.add("v" + i));

        assertThat(
                        messages(
                                asking(leaf("company.industry", "ne", "Retail")),
                                INDUSTRY,
                                new Picklist("Salesforce", "Industry", many)))
                .hasSize(2)
                .last()
                .asString()
                .endsWith("'v7' and others.");
    }
}
