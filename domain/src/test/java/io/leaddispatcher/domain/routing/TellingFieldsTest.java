package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.policy.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

class TellingFieldsTest {

    private static final List<String> DERIVED =
            List.of("account.exists", "account.lists", "territory", "segment");

    private static List<String> telling(Workspaces workspace) {
        RoutingConfiguration configuration = workspace.configuration();
        return DERIVED.stream().filter(configuration::tells).toList();
    }

    @Test
    void whereNothingIsSensitiveNothingTells() {
        assertThat(telling(workspace().segment("all", object("all", List.of())))).isEmpty();
        assertThat(telling(workspace().sensitive("dx"))).isEmpty();
    }

    @Test
    void aSensitiveFieldTellsOfItself() {
        assertThat(workspace().sensitive("dx").configuration().tells("custom.dx")).isTrue();
    }

    @Test
    void aPlaceTellsByTheTerritory() {
        assertThat(telling(workspace().sensitive("company.postalCode")))
                .containsExactly("territory");
    }

    @Test
    void anAddressTellsByTheAccountAndByWhatIsOfAccounts() {
        assertThat(telling(workspace().sensitive("contact.email")))
                .containsExactly("account.exists", "account.lists", "territory");
    }

    @Test
    void anAddressTellsByTheDomainThatFollowsFromIt() {
        assertThat(workspace().sensitive("contact.email").configuration().tells("company.domain"))
                .isTrue();
        assertThat(workspace().sensitive("contact.phone").configuration().tells("company.domain"))
                .isFalse();
        assertThat(workspace().sensitive("dx").configuration().telling().any()).isTrue();
        assertThat(workspace().configuration().telling().any()).isFalse();
    }

    @Test
    void aListOfCompaniesTellsByWhatItKnowsThemBy() {
        for (String field : List.of("contact.email", "company.name", "company.domain")) {
            TellingFields telling = workspace().sensitive(field).configuration().telling();
            assertThat(telling.tells("company.industry", "in_list")).as(field).isTrue();
            assertThat(telling.tells("company.industry", "eq")).as(field).isFalse();
            assertThat(telling.tells("lead.product", "in_list")).as(field).isFalse();
            assertThat(telling.tells(field, "eq")).isTrue();
        }
        assertThat(
                        workspace()
                                .sensitive("dx")
                                .configuration()
                                .telling()
                                .tells("company.industry", "in_list"))
                .isFalse();
    }

    @Test
    void aRuleTellsByWhomItLooksAtWhenItAsksThemForWhatIsSensitive() {
        Workspaces rules =
                workspace()
                        .reps("mia")
                        .queue("q")
                        .pool("any", "ROUND_ROBIN", List.of("mia"))
                        .pool(
                                "skilled",
                                "ROUND_ROBIN",
                                List.of("mia"),
                                "skillMatch",
                                List.of(object("skill", "s", "equals", "lead.product")))
                        .rule("any", "assign", object("pool", "any"))
                        .rule("skilled", "assign", object("pool", "skilled"))
                        .rule("owner", "assign", object("accountOwner", object()))
                        .rule("company", "assign", object("sameCompany", "P1D"))
                        .rule("host", "assign", object("meetingHost", object()))
                        .rule("queue", "assign", object("queue", "q"));

        assertThat(tellingRules(rules)).isEmpty();
        assertThat(rules.configuration().tellsByCandidates()).isFalse();
        assertThat(tellingRules(rules.sensitive("lead.product"))).containsExactly("skilled");
        assertThat(rules.configuration().tellsByCandidates()).isTrue();
        assertThat(tellingRules(rules.sensitive("contact.phone")))
                .containsExactly("skilled", "owner", "company");
        assertThat(tellingRules(rules.sensitive("meeting.host")))
                .containsExactly("skilled", "owner", "company", "host");
        assertThat(workspace().sensitive("meeting.host").configuration().tellsByCandidates())
                .isTrue();
    }

    private static List<String> tellingRules(Workspaces workspace) {
        RoutingConfiguration configuration = workspace.configuration();
        return configuration
                .policy(LeadKind.LEAD)
                .orElseThrow()
                .policy()
                .rules()
                .filter(configuration::tellsByCandidates)
                .map(Rule::id)
                .toList();
    }

    @Test
    void aSegmentTellsWhatItAsksFor() {
        Workspaces workspace =
                workspace()
                        .sensitive("company.postalCode")
                        .sensitive("dx")
                        .segment("open", object("field", "lead.score", "op", "gt", "value", 1));
        assertThat(telling(workspace)).containsExactly("territory");

        assertThat(
                        telling(
                                workspace.segment(
                                        "ill",
                                        object(
                                                "not",
                                                object("field", "custom.dx", "op", "exists")))))
                .containsExactly("territory", "segment");
    }
}
