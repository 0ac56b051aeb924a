package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

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
