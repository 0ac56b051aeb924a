package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.application.routing.port.RoutingRuns.Run;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Leads at which a person has to look first. */
class ReviewedLeadsTest {

    private static final Actor ADMIN = new Actor.Member(new UUID(5, 1), Role.ADMIN, null);

    private final RoutingDesk desk = new RoutingDesk();

    ReviewedLeadsTest() {
        desk.policy("review", object("queue", "partners", "when", List.of("TWO_OWNERS")));
        desk.rule("owner", "assign", object("accountOwner", object()))
                .rule("all", "assign", object("pool", "sales"));
        account("acme-de", "mia", "DE");
        account("acme-uk", "ben", "GB");
        desk.event(ANA, "company.domain", "acme.com");
        desk.turn();
    }

    private void account(String key, String owner, String country) {
        desk.accounts.add(
                Account.read(
                                new AccountKey(key),
                                Part.root(
                                        Map.of(
                                                "name",
                                                "Acme",
                                                "domains",
                                                List.of("acme.com"),
                                                "owner",
                                                owner,
                                                "country",
                                                country),
                                        new Violations()))
                        .orElseThrow());
    }

    private LeadFile file() {
        return desk.leads.get(TENANT, ANA);
    }

    @Test
    void itWaitsForAPersonAndNobodyIsTold() {
        assertThat(file().status()).isEqualTo(LeadStatus.QUEUED);
        assertThat(file().placement().queue()).hasToString("partners");
        assertThat(file().placement().waitsFor()).contains("different owners: 'mia' and 'ben'");
        assertThat(desk.deliveries).isEmpty();
        assertThat(desk.told(ANA)).containsExactly("LEAD_RECEIVED", "LEAD_ROUTED", "LEAD_QUEUED");
        assertThat(desk.entries(ANA).get(1).detail()).containsEntry("conflict", "TWO_OWNERS");
        assertThat(desk.runs.getFirst().explanation()).containsKey("conflict");
    }

    @Test
    void moreThatIsKnownClearsItUp() {
        desk.update(ANA, "company.country", "GB");
        desk.turn();

        assertThat(file().placement().rep()).isEqualTo(new RepKey("ben"));
        assertThat(desk.runs).extracting(Run::cause).containsExactly(Cause.INTAKE, Cause.REROUTE);
    }

    @Test
    void whatSaysNothingOfItLeavesItThere() {
        desk.update(ANA, "lead.intent", "demo");
        desk.turn();

        assertThat(file().placement().queue()).hasToString("partners");
        assertThat(desk.runs).hasSize(1);
    }

    @Test
    void onceTheDataAreRightItIsRoutedByHand() {
        desk.accounts.removeLast();

        desk.reroute(ADMIN, "reason", "put right");

        assertThat(file().placement().rep()).isEqualTo(new RepKey("mia"));
    }

    private ActOutcome decide(Map<String, Object> as) {
        return desk.reroute(ADMIN, "as", as, "reason", "asked them");
    }

    @Test
    void aPersonSaysWhoseItIsAndThePolicyDecidesSo() {
        assertThat(decide(object("owner", "ben"))).isEqualTo(new ActOutcome.Done());

        assertThat(file().placement().rep()).isEqualTo(new RepKey("ben"));
        assertThat(file().placement().ruleId()).isEqualTo("owner");
        assertThat(Objects.requireNonNull(file().account()).account()).hasToString("acme-uk");
        assertThat(desk.runs).extracting(Run::cause).containsExactly(Cause.INTAKE, Cause.MANUAL);
        assertThat(desk.runs.getLast().explanation()).doesNotContainKey("conflict");
        assertThat(desk.entries(ANA).stream().filter(each -> each.type().equals("REROUTED")))
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.detail())
                                .containsEntry("account", "acme-uk")
                                .containsEntry("reason", "asked them"));
    }

    @Test
    void whatWasSaidHoldsFromThenOn() {
        decide(object("account", "acme-uk"));

        desk.decline(new Actor.Rep("ben"), "reason", "no time");

        assertThat(file().placement().queue()).as("it is not reviewed again").isNull();
        assertThat(file().placement().rep()).isEqualTo(new RepKey("mia"));
        assertThat(file().placement().ruleId()).isEqualTo("all");
    }

    @Test
    void onlyThoseThatClaimItCanBeNamed() {
        Map<String, Object> wrong =
                Map.of(
                        "/as/account", object("account", "acme-fr"),
                        "/as/owner", object("owner", "kim"),
                        "/as/territory", object("territory", "dach"),
                        "/as", object("owner", "mia", "account", "acme-de"));
        wrong.forEach((pointer, as) ->
                assertThatThrownBy(() -> desk.reroute(ADMIN, "as", as, "reason", "x"))
                        .isInstanceOfSatisfying(
                                InvalidInputException.class,
                                e ->
                                        assertThat(e.violations().getFirst().pointer())
                                                .isEqualTo(pointer)));
        assertThat(file().placement().queue()).hasToString("partners");
        assertThat(desk.runs).hasSize(1);
    }

    @Test
    void ofTwoTerritoriesThatClaimItOneIsChosen() {
        RoutingDesk other = new RoutingDesk();
        other.keep(
                ConfigurationKind.TERRITORY,
                "city",
                "name",
                "City",
                "postalPrefixes",
                List.of("DE:101"));
        other.keep(
                ConfigurationKind.TERRITORY,
                "ring",
                "name",
                "Ring",
                "postalPrefixes",
                List.of("DE:100-105"));
        other.policy("review", object("queue", "partners", "when", List.of("TWO_TERRITORIES")));
        other.rule(
                        "city",
                        "when",
                        RoutingDesk.when("territory", "in", List.of("city")),
                        "assign",
                        object("rep", "mia"))
                .rule(
                        "ring",
                        "when",
                        RoutingDesk.when("territory", "in", List.of("ring")),
                        "assign",
                        object("rep", "ben"));
        other.event(ANA, "company.country", "DE", "company.postalCode", "10115");
        other.turn();
        assertThat(other.file(ANA).placement().queue()).hasToString("partners");

        other.reroute(ADMIN, "as", object("territory", "ring"), "reason", "by the river");

        assertThat(other.file(ANA).placement().rep()).isEqualTo(new RepKey("ben"));
        assertThat(other.file(ANA).placement().ruleId()).isEqualTo("ring");
    }
}
