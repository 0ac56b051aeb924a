package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.application.routing.port.RoutingRuns.Run;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Leads at which a person has to look first. */
class ReviewedLeadsTest {

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

        desk.reroute(new Actor.Member(new UUID(5, 1), Role.MANAGER, null), "reason", "put right");

        assertThat(file().placement().rep()).isEqualTo(new RepKey("mia"));
    }
}
