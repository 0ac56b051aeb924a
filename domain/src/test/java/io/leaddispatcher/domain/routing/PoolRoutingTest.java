package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Decided.assigned;
import static io.leaddispatcher.domain.routing.Decided.candidates;
import static io.leaddispatcher.domain.routing.Decided.rule;
import static io.leaddispatcher.domain.routing.Decided.where;
import static io.leaddispatcher.domain.routing.Workspaces.NOON;
import static io.leaddispatcher.domain.routing.Workspaces.account;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.pool.Cause;
import io.leaddispatcher.domain.pool.LedgerRow;
import io.leaddispatcher.domain.pool.PoolKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Leads that a pool deals out. */
class PoolRoutingTest extends RouterScenes {

    @Test
    void pain20_outOfHoursNobodyIsAskedUnlessThePoolDoesNotMind() {
        var night =
                workspace()
                        .rep(
                                "mia",
                                "timeZone",
                                "America/Los_Angeles",
                                "workingHours",
                                object("MON-FRI", List.of("09:00-17:00")))
                        .pool("emea", "ROUND_ROBIN", List.of("mia"))
                        .rule("all", "assign", POOL);
        assertThat(candidates(night.decide(), "all")).containsExactly("mia OUT_OF_HOURS");

        night.pool("emea", "ROUND_ROBIN", List.of("mia"), "respect", List.of("CAPACITY"));
        assertThat(where(night.decide())).isEqualTo("mia");
    }

    @Test
    void inAPoolTheOthersTakeItAndNotADelegate() {
        Map<String, Object> absence = new HashMap<>(AWAY);
        absence.put("delegate", "zoe");
        var workspace =
                emea("mia", "ben")
                        .rep("mia", "outOfOffice", List.of(absence))
                        .rep("zoe")
                        .rule("all", "assign", POOL);
        assertThat(where(workspace.decide())).isEqualTo("ben");

        workspace.pool("emea", "ROUND_ROBIN", List.of("mia"));
        var alone = workspace.decide();
        assertThat(where(alone)).isEqualTo("queue fallback");
        assertThat(candidates(alone, "all")).containsExactly("mia OUT_OF_OFFICE");
    }

    @Test
    void aPoolDealsInTurnsAndNotesThem() {
        var workspace = emea("mia", "ben").rule("all", "assign", POOL);
        var router = workspace.router();
        var first = router.decide(LeadContext.of(workspace.lead()), workspace.state(), NOON);
        var second =
                router.decide(LeadContext.of(workspace.lead()), first.state(), NOON.plusSeconds(1));

        assertThat(where(first)).isEqualTo("mia");
        assertThat(where(second)).isEqualTo("ben");
        assertThat(assigned(first).pool()).isEqualTo(new PoolKey("emea"));
        assertThat(first.ledgerRows().stream().map(LedgerRow::cause))
                .containsExactly(Cause.JOIN, Cause.JOIN, Cause.ASSIGNED);
        assertThat(second.state().ledger(new PoolKey("emea")).turns()).isEqualTo(2);
    }

    @Test
    void pain08_theDecisionNamesTheSourceOfTheWeights() {
        assertThat(assigned(emea("mia", "ben").rule("all", "assign", POOL).decide()).because())
                .isEqualTo("next in equal turns (leads so far: 0, turns due: 0.5)");
        assertThat(
                        assigned(
                                        workspace()
                                                .reps("mia", "ben")
                                                .pool("emea", "WEIGHTED", List.of("mia", "ben"))
                                                .rule("all", "assign", POOL)
                                                .decide())
                                .because())
                .isEqualTo("next by the pool's weights (leads so far: 0, turns due: 0.5)");
    }

    @Test
    void aPoolStartsAnewWithItsCycle() {
        var workspace =
                workspace()
                        .reps("mia", "ben")
                        .pool("emea", "ROUND_ROBIN", List.of("mia", "ben"), "cycle", "DAY")
                        .rule("all", "assign", POOL);
        var router = workspace.router();
        var lead = LeadContext.of(workspace.lead());
        var today = router.decide(lead, workspace.state(), NOON);
        var tomorrow = router.decide(lead, today.state(), NOON.plus(Duration.ofDays(1)));

        assertThat(where(today)).isEqualTo("mia");
        assertThat(where(tomorrow)).isEqualTo("mia");
    }

    @Test
    void anEmptyPoolAndOneThatIsGoneSaySo() {
        var empty = workspace().pool("emea", "ROUND_ROBIN", List.of()).rule("all", "assign", POOL);
        assertThat(rule(empty.decide(), "all").note()).isEqualTo("pool 'emea' has no members");

        var configuration = emea("mia").rule("all", "assign", POOL).configuration();
        var without =
                new RoutingConfiguration(
                        configuration.zone(),
                        configuration.fields(),
                        configuration.roster(),
                        Map.of(),
                        Map.of(),
                        configuration.territories(),
                        List.of(),
                        Map.of(),
                        Map.of(LeadKind.LEAD, configuration.policy(LeadKind.LEAD).orElseThrow()));
        var decision =
                new Router(without)
                        .decide(LeadContext.of(workspace().lead()), RoutingState.empty(), NOON);
        assertThat(rule(decision, "all").note()).isEqualTo("there is no pool 'emea'");
    }

    @Test
    void aMemberWhomTheRosterDoesNotHoldIsPassedOver() {
        var decision =
                workspace()
                        .reps("mia")
                        .pool("emea", "ROUND_ROBIN", List.of("gone", "mia"))
                        .rule("all", "assign", POOL)
                        .decide();

        assertThat(candidates(decision, "all")).containsExactly("mia!");
    }

    @Test
    void aPoolCountsItsMembersOwnLeadsOnlyWhenItSaysSo() {
        var counting =
                workspace()
                        .reps("mia", "ben")
                        .pool(
                                "emea",
                                "ROUND_ROBIN",
                                List.of("mia", "ben"),
                                "countsOwnerAssignments",
                                true)
                        .pool("other", "ROUND_ROBIN", List.of("mia", "ben"))
                        .pool(
                                "without-mia",
                                "ROUND_ROBIN",
                                List.of("ben"),
                                "countsOwnerAssignments",
                                true)
                        .rule("owner", "assign", OWNER)
                        .rule("pool", "assign", POOL);
        var router = counting.router();
        var owned =
                router.decide(
                        Workspaces.of(account("acme", "owner", "mia"), counting.lead()),
                        counting.state(),
                        NOON);

        assertThat(owned.ledgerRows().stream().map(LedgerRow::cause))
                .containsExactly(Cause.JOIN, Cause.JOIN, Cause.ASSIGNED);
        assertThat(owned.state().ledger(new PoolKey("other")).standings()).isEmpty();
        assertThat(owned.state().ledger(new PoolKey("without-mia")).standings()).isEmpty();
        var next =
                router.decide(
                        LeadContext.of(counting.lead(new LeadId(new UUID(7, 2)), NOON)),
                        owned.state(),
                        NOON);
        assertThat(where(next)).isEqualTo("ben");
    }
}
