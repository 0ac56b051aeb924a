package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.application.routing.port.RoutingRuns.Run;
import io.leaddispatcher.application.work.ActOutcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A lead that is declined is decided again without whoever has declined it. */
class DeclineLeadTest extends ActScenes {

    @Test
    void aLeadThatIsDeclinedIsDecidedAgainWithoutTheDecliner() {
        toMia();

        assertThat(desk.decline(AS_MIA, "reason", "on holiday")).isEqualTo(DONE);

        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(desk.runs).extracting(Run::cause).containsExactly(Cause.INTAKE, Cause.DECLINE);
        assertThat(desk.assignments.ended.values()).containsExactly(AssignmentState.DECLINED);
        assertThat(desk.open(MIA)).isZero();
        assertThat(told("ASSIGNMENT_DECLINED").detail()).containsEntry("reason", "on holiday");
        assertThat(turnsOf(MIA)).as("a turn that is declined is lost").isEqualTo(1);

        assertThat(desk.decline(AS_BEN, "reason", "me too")).isEqualTo(DONE);
        assertThat(file().status()).isEqualTo(LeadStatus.QUEUED);
    }

    @Test
    void nobodyHasToExplainIt() {
        toMia();

        assertThat(desk.decline(AS_MIA)).isEqualTo(DONE);

        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(told("ASSIGNMENT_DECLINED").detail()).containsEntry("reason", "no reason given");
    }

    @Test
    void whatIsAcceptedCannotBeDeclined() {
        toMia();
        desk.accept(AS_MIA);

        assertThat(desk.decline(AS_MIA, "reason", "changed my mind"))
                .isEqualTo(new ActOutcome.Accepted(MIA));
    }

    @Test
    void oneOfThoseWhoWereAskedMayDeclineWhileTheOtherMayTakeIt() {
        toBoth();

        assertThat(desk.decline(AS_MIA, "reason", "no time")).isEqualTo(DONE);
        assertThat(desk.runs).hasSize(1);
        assertThat(desk.accept(AS_BEN)).isEqualTo(DONE);

        assertThat(desk.assignments.ended.values()).containsExactly(AssignmentState.DECLINED);
    }

    @Test
    void whenTheLastOfThemDeclinesItIsDecidedAgain() {
        toBoth();
        desk.decline(AS_MIA, "reason", "no time");

        assertThat(desk.decline(AS_BEN, "reason", "no time")).isEqualTo(DONE);

        assertThat(file().status()).isEqualTo(LeadStatus.QUEUED);
        assertThat(desk.assignments.ended.values())
                .containsOnly(AssignmentState.DECLINED)
                .hasSize(2);
    }

    @Test
    void whoWasSlowerThanSomebodyElseHasNotDeclined() {
        toBoth();
        desk.accept(AS_BEN);
        desk.giveBack(AS_BEN, "reason", "not mine");

        assertThat(desk.reroute(ADMIN, "reason", "try again")).isEqualTo(DONE);

        assertThat(desk.assignments.offers.subList(2, desk.assignments.offers.size()))
                .extracting(Offer::rep)
                .containsExactly(MIA, BEN);
    }

    @Test
    void whoLetAnOfferToSeveralLapseIsNotAskedAgain() {
        desk.rule(
                "all",
                "assign",
                object("pool", "sales"),
                "offer",
                object("mode", "BROADCAST", "ttl", "PT10M"));
        desk.event(ANA, "lead.intent", "demo");
        desk.turn();

        desk.later(Duration.ofMinutes(10));

        assertThat(file().status()).isEqualTo(LeadStatus.QUEUED);
        assertThat(desk.assignments.spared).isEmpty();
    }

    @Test
    void aLeadThatComesBackAfterItWasDoneMayGoToWhoDeclinedItThen() {
        toMia();
        desk.decline(AS_MIA, "reason", "no time");
        desk.complete(ANA);

        desk.event(ANA, "lead.intent", "more");
        desk.turn();
        assertThat(file().placement().rep()).isEqualTo(MIA);

        desk.decline(AS_MIA, "reason", "still no time");
        assertThat(file().placement().rep()).as("Ben declined nothing").isEqualTo(BEN);
        desk.decline(AS_BEN, "reason", "no");
        assertThat(file().status()).as("both have declined it now").isEqualTo(LeadStatus.QUEUED);
    }
}
