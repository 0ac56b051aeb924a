package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Decided.where;
import static io.leaddispatcher.domain.routing.Workspaces.account;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.territory.TerritoryKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a person says about a lead in conflict. */
class RulingTest {

    private static final Account ACME = account("acme", "name", "Acme", "owner", "mia");
    private static final Account ACME_UK = account("acme-uk", "name", "Acme UK", "owner", "ben");
    private static final AccountKey UK = ACME_UK.key();
    private static final TerritoryKey NORTH = new TerritoryKey("north");

    private static Workspaces twoTerritories() {
        return workspace()
                .reps("mia", "ben")
                .queue("review")
                .territory("germany", "countries", List.of("DE"))
                .territory("mitte", "postalPrefixes", List.of("DE:101"), "parent", "germany")
                .territory("north", "postalPrefixes", List.of("DE:100-105"), "parent", "germany")
                .rule(
                        "north",
                        "when",
                        object("field", "territory", "op", "in", "value", List.of("north")),
                        "assign",
                        object("rep", "ben"))
                .rule(
                        "germany",
                        "when",
                        object("field", "territory", "op", "in", "value", List.of("germany")),
                        "assign",
                        object("rep", "mia"))
                .policy("review", object("queue", "review", "when", List.of("TWO_TERRITORIES")));
    }

    private static String decided(String code, @Nullable TerritoryKey territory) {
        Workspaces workspace = twoTerritories();
        Lead lead = workspace.lead("company.country", "DE", "company.postalCode", code);
        return where(
                workspace.decide(
                        new LeadContext(
                                lead,
                                null,
                                null,
                                LeadContext.History.NONE,
                                Set.of(),
                                LeadContext.Company.UNKNOWN,
                                List.of(),
                                territory)));
    }

    @Test
    void theLeadBelongsToTheTerritoryThatWasSaidAndToThoseAroundIt() {
        assertThat(decided("10115", null)).isEqualTo("queue review");
        assertThat(decided("10115", NORTH)).isEqualTo("ben");
        assertThat(decided("10115", new TerritoryKey("mitte"))).isEqualTo("mia");
    }

    @Test
    void aTerritoryThatIsNotInQuestionCountsForNothing() {
        assertThat(decided("10115", new TerritoryKey("germany"))).isEqualTo("queue review");
        assertThat(decided("10115", new TerritoryKey("none"))).isEqualTo("queue review");
        assertThat(decided("20095", NORTH)).as("it has moved away").isEqualTo("mia");
    }

    @Test
    void ofAccountsTheOneThatWasSaidIsChosenWhereItIsOneOfThem() {
        Ruling uk = new Ruling(null, UK);

        assertThat(uk.among(List.of(ACME, ACME_UK))).contains(ACME_UK);
        assertThat(uk.among(List.of(ACME))).isEmpty();
        assertThat(Ruling.NONE.among(List.of(ACME, ACME_UK))).isEmpty();
    }

    @Test
    void whatIsSaidLaterCountsAndTheRestStays() {
        Ruling north = new Ruling(NORTH, null);
        Ruling uk = new Ruling(null, UK);
        Ruling other = new Ruling(null, ACME.key());

        assertThat(north.and(uk)).isEqualTo(new Ruling(NORTH, UK));
        assertThat(north.and(uk).and(other)).isEqualTo(new Ruling(NORTH, ACME.key()));
        assertThat(uk.and(north)).isEqualTo(new Ruling(NORTH, UK));
        assertThat(uk.and(Ruling.NONE)).isEqualTo(uk);
    }

    @Test
    void itIsKeptAsADocument() {
        for (Ruling ruling :
                List.of(
                        Ruling.NONE,
                        new Ruling(NORTH, null),
                        new Ruling(null, UK),
                        new Ruling(NORTH, UK))) {
            assertThat(Ruling.read(ruling.document())).isEqualTo(ruling);
        }
        assertThat(Ruling.NONE.document()).isEmpty();
        assertThat(Ruling.read(Map.of("territory", "no key!", "account", 1)))
                .isEqualTo(Ruling.NONE);
    }
}
