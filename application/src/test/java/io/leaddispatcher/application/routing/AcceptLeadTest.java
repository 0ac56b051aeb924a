package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.BOB;
import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.work.ActOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever is offered a lead accepts it. */
class AcceptLeadTest extends ActScenes {

    @Test
    void whoIsOfferedALeadAcceptsItOnce() {
        toMia();

        assertThat(desk.accept(AS_MIA)).isEqualTo(DONE);
        assertThat(desk.accept(AS_MIA)).isEqualTo(DONE);

        assertThat(desk.assignments.accepted)
                .containsExactly(desk.assignments.offers.getFirst().id());
        assertThat(desk.told(ANA)).containsOnlyOnce("ASSIGNMENT_ACCEPTED");
        assertThat(told("ASSIGNMENT_ACCEPTED").actor()).isEqualTo("rep:mia");
        assertThat(desk.open(MIA)).isEqualTo(1);
        assertThat(desk.trail.told()).containsExactly("lead.accepted lead:" + ANA);
    }

    @Test
    void aProgramAcceptsInTheNameOfWhoeverHasIt() {
        toMia();

        assertThat(desk.accept(PROGRAM, "rep", "ben")).isEqualTo(new ActOutcome.HeldByAnother(MIA));
        assertThat(desk.accept(PROGRAM)).isEqualTo(DONE);

        assertThat(told("ASSIGNMENT_ACCEPTED").actor()).isEqualTo("rep:mia");
    }

    @Test
    void anOfferThatHasLapsedIsAcceptedByNobody() {
        toMia("offer", object("mode", "EXCLUSIVE", "ttl", "PT10M"));
        desk.now = NOON.plusSeconds(600);

        assertThat(desk.accept(AS_MIA)).isEqualTo(new ActOutcome.Lapsed(NOON.plusSeconds(600)));
        assertThat(desk.assignments.accepted).isEmpty();
    }

    @Test
    void theFirstOfThoseWhoWereAskedGetsIt() {
        toBoth();

        assertThat(desk.accept(AS_BEN)).isEqualTo(DONE);
        assertThat(desk.accept(AS_MIA)).isEqualTo(new ActOutcome.HeldByAnother(BEN));

        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(desk.assignments.ended.values()).containsExactly(AssignmentState.EXPIRED);
        assertThat(desk.open(BEN)).isEqualTo(1);
        assertThat(desk.states.loads).doesNotContainKey(MIA);
        assertThat(turnsOf(BEN)).isEqualTo(1);
        assertThat(desk.told(ANA)).contains("ASSIGNMENT_EXPIRED", "ASSIGNMENT_ACCEPTED");
    }

    @Test
    void whoHasNoRoomGetsNothingOfWhatSeveralAreAskedAbout() {
        desk.keep(
                ConfigurationKind.REP,
                "ben",
                "name",
                "Ben",
                "email",
                "ben@x.test",
                "capacity",
                object("open", 1));
        toBoth();
        desk.event(BOB, "lead.intent", "demo");
        desk.turn();
        desk.accept(AS_BEN);
        assertThat(desk.open(BEN)).isEqualTo(1);

        assertThat(desk.acceptFor(BOB, AS_BEN)).isEqualTo(new ActOutcome.Full(BEN));
        assertThat(desk.acceptFor(BOB, AS_MIA)).isEqualTo(DONE);
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
}
