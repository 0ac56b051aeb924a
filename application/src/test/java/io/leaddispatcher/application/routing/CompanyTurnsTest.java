package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.BOB;
import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.account.AccountMatch;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Leads of one company, and of accounts that belong together. */
class CompanyTurnsTest {

    private static final LeadId CIM = new LeadId(new UUID(7, 3));
    private static final RepKey MIA = new RepKey("mia");
    private static final RepKey BEN = new RepKey("ben");

    private final RoutingDesk desk = new RoutingDesk();

    private RoutingDesk sticky() {
        return desk.rule("sticky", "assign", object("sameCompany", "PT24H"))
                .rule("all", "assign", object("pool", "sales"));
    }

    @Test
    void twoLeadsOfACompanyInOneBatchGoToOneRep() {
        sticky();
        desk.event(ANA, "contact.email", "ana@acme.de");
        desk.event(BOB, "contact.email", "bob@globex.test");
        desk.event(CIM, "contact.email", "cim@acme.de");

        desk.turn();

        assertThat(List.of(repOf(ANA), repOf(BOB), repOf(CIM))).containsExactly(MIA, BEN, MIA);
    }

    @Test
    void aLeadFollowsOneOfAnEarlierTurnWhileTheWindowLasts() {
        sticky();
        desk.event(ANA, "contact.email", "ana@acme.de");
        desk.turn();
        desk.now = NOON.plus(Duration.ofHours(24));
        desk.event(BOB, "contact.email", "bob@acme.de");
        desk.turn();
        // The second lead opened the window anew.
        desk.now = NOON.plus(Duration.ofHours(49));
        desk.event(CIM, "contact.email", "cim@acme.de");

        desk.turn();

        assertThat(List.of(repOf(ANA), repOf(BOB), repOf(CIM))).containsExactly(MIA, MIA, BEN);
    }

    @Test
    void freeMailMakesNoCompany() {
        sticky();
        desk.event(ANA, "contact.email", "ana@gmail.com", "company.domain", "gmail.com");
        desk.event(BOB, "contact.email", "bob@gmail.com", "company.domain", "gmail.com");

        desk.turn();

        assertThat(List.of(repOf(ANA), repOf(BOB))).containsExactly(MIA, BEN);
        assertThat(desk.companyLeads.questions).isZero();
    }

    @Test
    void leadsOfOneAccountAreOfOneCompanyWhateverTheirDomains() {
        sticky();
        account("acme", "domains", List.of("acme.de", "acme.com"));
        desk.event(ANA, "contact.email", "ana@acme.de");
        desk.event(BOB, "contact.email", "bob@acme.com");

        desk.turn();

        assertThat(List.of(repOf(ANA), repOf(BOB))).containsExactly(MIA, MIA);
    }

    @Test
    void aDomainThatIsSensitiveIsNotKept() {
        desk.keep(
                ConfigurationKind.FIELD,
                "company.domain",
                "name",
                "Domain",
                "type",
                "TEXT",
                "sensitive",
                true);
        sticky();
        desk.event(ANA, "contact.email", "ana@acme.de");
        desk.event(BOB, "contact.email", "bob@acme.de");

        desk.turn();

        assertThat(List.of(repOf(ANA), repOf(BOB))).containsExactly(MIA, BEN);
    }

    @Test
    void whereNobodyAsksNothingIsAskedOrKept() {
        desk.rule("owner", "assign", object("accountOwner", object()))
                .rule("all", "assign", object("pool", "sales"));
        account("acme", "domains", List.of("acme.de"), "parent", "group");
        desk.event(ANA, "contact.email", "ana@acme.de");
        desk.turn();
        desk.event(BOB, "contact.email", "bob@acme.de");

        desk.turn();

        assertThat(desk.companyLeads.questions).isZero();
        assertThat(desk.companyLeads.kept).isEmpty();
        assertThat(desk.questionsForAncestors).isZero();
    }

    @Test
    void whoIsAskedWithOthersHasNothingYet() {
        desk.rule("sticky", "assign", object("sameCompany", "PT24H"))
                .rule(
                        "all",
                        "assign",
                        object("pool", "sales"),
                        "offer",
                        object("mode", "BROADCAST"));
        UUID ana = desk.event(ANA, "contact.email", "ana@acme.de");
        UUID bob = desk.event(BOB, "contact.email", "bob@acme.de");

        desk.turn();

        assertThat(desk.outcome(ana)).containsEntry("ruleId", "all");
        assertThat(desk.outcome(bob)).containsEntry("ruleId", "all");
    }

    @Test
    void theOwnerOfTheAccountAboveIsFoundWithOneQuestionForAll() {
        desk.rule("owner", "assign", object("accountOwner", object("parents", true)));
        account("acme-berlin", "domains", List.of("acme.de"), "parent", "acme-germany");
        account("acme-paris", "domains", List.of("acme.fr"), "parent", "acme-world");
        account("acme-germany", "parent", "acme-world");
        account("acme-world", "owner", "ben", "parent", "acme-berlin");
        desk.event(ANA, "contact.email", "ana@acme.de");
        desk.event(BOB, "contact.email", "bob@acme.fr");

        desk.turn();

        assertThat(List.of(repOf(ANA), repOf(BOB))).containsExactly(BEN, BEN);
        assertThat(desk.questionsForAncestors).isEqualTo(1);
    }

    @Test
    void pain33_theAccountOfALeadIsTheOneThatItsRunDecidedBy() {
        desk.rule("owner", "assign", object("accountOwner", object()));
        account("acme", "domains", List.of("acme.de"), "owner", "ben");
        desk.event(ANA, "contact.email", "ana@acme.de");
        desk.turn();
        // Another account has the domain from now on, and more becomes known of the lead.
        desk.accounts.clear();
        account("other", "domains", List.of("acme.de"), "owner", "mia");
        desk.update(ANA, "contact.firstName", "Ana");

        desk.turn();

        assertThat(desk.runs)
                .singleElement()
                .satisfies(run ->
                        assertThat(run.explanation().get("accountMatch"))
                                .isEqualTo(
                                        Map.of(
                                                "key",
                                                "acme",
                                                "evidence",
                                                "domain",
                                                "confidence",
                                                1.0)));
        assertThat(desk.file(ANA).account())
                .isEqualTo(
                        new AccountMatch(
                                new AccountKey("acme"), AccountMatch.Evidence.DOMAIN, 1.0));
        assertThat(repOf(ANA)).isEqualTo(BEN);
    }

    private RepKey repOf(LeadId lead) {
        LeadFile file = desk.leads.get(TENANT, lead);
        assertThat(file.placement().rep()).as(file.toString()).isNotNull();
        return Objects.requireNonNull(file.placement().rep());
    }

    private void account(String key, Object... properties) {
        Map<String, Object> document = object("name", key);
        document.putAll(object(properties));
        desk.accounts.add(
                Account.read(new AccountKey(key), Part.root(document, new Violations()))
                        .orElseThrow());
    }
}
