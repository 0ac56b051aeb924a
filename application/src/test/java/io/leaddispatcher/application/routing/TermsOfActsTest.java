package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.routing.port.RoutingRuns.Run;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.pool.Cause;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** By which terms acts go: turns, queues and priorities. */
class TermsOfActsTest {

    private static final RepKey MIA = new RepKey("mia");
    private static final RepKey BEN = new RepKey("ben");
    private static final Actor AS_MIA = new Actor.Rep("mia");
    private static final Actor AS_BEN = new Actor.Rep("ben");
    private static final Actor ADMIN = new Actor.Member(new UUID(5, 2), Role.ADMIN, null);
    private static final ActOutcome DONE = new ActOutcome.Done();

    private final RoutingDesk desk = new RoutingDesk();

    private void comes() {
        desk.event(ANA, "lead.intent", "demo");
        desk.turn();
    }

    private long turnsOf(RepKey rep) {
        return desk.ledger()
                .standing(rep)
                .map(standing -> standing.assigned() - standing.credit())
                .orElse(0L);
    }

    @Test
    void aTurnThatWasTakenBeforeOthersIsGivenBackTooWhenItWasNoLead() {
        desk.rule("all", "assign", object("pool", "sales"), "offer", object("mode", "BROADCAST"));
        comes();
        desk.accept(AS_BEN);
        assertThat(turnsOf(BEN)).isEqualTo(1);

        assertThat(desk.giveBack(AS_BEN, "reason", "SPAM")).isEqualTo(DONE);

        assertThat(turnsOf(BEN)).isZero();
    }

    /** Ben, who has no room at all, is asked by a pool to which that is nothing. */
    private void benIsAskedThoughFull() {
        desk.keep(
                ConfigurationKind.REP,
                "ben",
                "name",
                "Ben",
                "email",
                "ben@x.test",
                "capacity",
                object("open", 0));
        desk.keep(
                ConfigurationKind.POOL,
                "sales",
                "name",
                "Sales",
                "strategy",
                "ROUND_ROBIN",
                "respect",
                List.of("HOURS", "CALENDAR", "OUT_OF_OFFICE"),
                "members",
                List.of(object("rep", "mia"), object("rep", "ben")));
        desk.rule("all", "assign", object("pool", "sales"), "offer", object("mode", "BROADCAST"));
        comes();
        assertThat(desk.assignments.offers).extracting(Offer::rep).contains(BEN);
    }

    @Test
    void whoIsAskedThoughFullMayAcceptAsWell() {
        benIsAskedThoughFull();

        assertThat(desk.accept(AS_BEN)).isEqualTo(DONE);

        assertThat(desk.file(ANA).placement().rep()).isEqualTo(BEN);
    }

    @Test
    void onceThePoolThatAskedIsGoneEverythingCounts() {
        benIsAskedThoughFull();
        desk.noRules().rule("named", "assign", object("rep", "mia"));
        desk.delete(ConfigurationKind.POOL, "sales");

        assertThat(desk.accept(AS_BEN)).isEqualTo(new ActOutcome.Full(BEN));
    }

    @Test
    void whatIsGivenBackWithoutAQueueWaitsWhereThePolicySays() {
        desk.policy("fallback", object("queue", "partners"));
        desk.rule("all", "assign", object("pool", "sales"));
        comes();

        assertThat(desk.giveBack(AS_MIA, "reason", "not for me")).isEqualTo(DONE);

        assertThat(desk.file(ANA).placement().queue()).hasToString("partners");
    }

    @Test
    void byHandItKeepsItsPriorityWhenThePolicyHasItsRuleNoMore() {
        desk.rule("all", "assign", object("pool", "sales"), "priority", "HIGH");
        comes();
        desk.policy(
                "tiers",
                List.of(
                        object(
                                "name",
                                "Other",
                                "rules",
                                List.of(object("id", "other", "assign", object("rep", "mia"))))));

        assertThat(desk.reassign(ADMIN, "to", object("rep", "ben"), "reason", "x")).isEqualTo(DONE);

        assertThat(desk.assignments.offers.getLast().rep()).isEqualTo(BEN);
        assertThat(desk.assignments.offers.getLast().priority()).isEqualTo(Priority.HIGH);
    }

    @Test
    void whoeverHasItIsNotGivenItAgain() {
        desk.rule("all", "assign", object("pool", "sales"));
        comes();

        assertThat(desk.reassign(ADMIN, "to", object("rep", "mia"), "reason", "x"))
                .isEqualTo(new ActOutcome.HeldByAnother(MIA));
        assertThat(desk.assignments.offers).hasSize(1);
    }

    @Test
    void whoMayActOnAllLeadsHasAnyActiveRepTakeWhatWaits() {
        desk.keep(ConfigurationKind.TEAM, "emea", "name", "EMEA", "members", List.of("mia"));
        desk.keep(ConfigurationKind.QUEUE, "partners", "name", "Partners", "team", "emea");
        desk.rule("all", "assign", object("queue", "partners"));
        comes();

        assertThatThrownBy(() -> desk.accept(ADMIN, "rep", "nobody"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.violations().getFirst().pointer()).isEqualTo("/rep"));
        assertThat(desk.accept(ADMIN, "rep", "ben")).isEqualTo(DONE);
        assertThat(desk.file(ANA).placement().rep()).isEqualTo(BEN);
    }

    @Test
    void aRunNamesTheVersionInForceThoughNoRuleWasAsked() {
        desk.rule("all", "assign", object("pool", "sales"));
        comes();

        desk.reassign(ADMIN, "to", object("rep", "ben"), "reason", "x");

        assertThat(desk.runs).extracting(Run::policyVersion).containsExactly(7, 7);
    }

    @Test
    void aRepWhoIsNamedIsATurnOfThosePoolsAloneThatCountIt() {
        desk.change(
                ConfigurationKind.POOL,
                "zeta",
                "name",
                "Zeta",
                "strategy",
                "ROUND_ROBIN",
                "countsOwnerAssignments",
                true,
                "members",
                List.of(object("rep", "mia"), object("rep", "ben")));
        desk.change(
                ConfigurationKind.POOL,
                "alpha",
                "name",
                "Alpha",
                "strategy",
                "ROUND_ROBIN",
                "countsOwnerAssignments",
                true,
                "members",
                List.of(object("rep", "mia")));
        desk.rule("named", "assign", object("rep", "mia"));
        comes();

        assertThat(desk.assignments.offers.getFirst().turns())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("alpha", "zeta");
        assertThat(desk.states.rows)
                .extracting(row -> row.pool() + " " + row.row().cause() + " " + row.row().rep())
                .containsExactlyInAnyOrder(
                        "alpha JOIN mia",
                        "alpha ASSIGNED mia",
                        "zeta JOIN mia",
                        "zeta JOIN ben",
                        "zeta ASSIGNED mia");

        assertThat(desk.giveBack(AS_MIA, "reason", "SPAM")).isEqualTo(DONE);
        assertThat(desk.states.rows)
                .filteredOn(row -> row.row().cause() == Cause.CREDIT)
                .extracting(row -> row.pool().value())
                .containsExactlyInAnyOrder("alpha", "zeta");
    }
}
