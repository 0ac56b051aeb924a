package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.lead.LeadStatus;
import org.junit.jupiter.api.Test;

/** A rep gives a lead back. */
class ReturnLeadTest extends ActScenes {

    @Test
    void whoGivesALeadBackHasRoomAgainAndKeepsTheTurn() {
        toMia();

        assertThat(desk.giveBack(AS_MIA, "reason", "no budget", "queue", "partners"))
                .isEqualTo(DONE);

        assertThat(file().status()).isEqualTo(LeadStatus.QUEUED);
        assertThat(file().placement().queue()).hasToString("partners");
        assertThat(desk.open(MIA)).isZero();
        assertThat(turnsOf(MIA)).isEqualTo(1);
        assertThat(desk.assignments.ended.values()).containsExactly(AssignmentState.RETURNED);
    }

    @Test
    void spamWasNoTurn() {
        toMia();

        assertThat(desk.giveBack(AS_MIA, "reason", "SPAM")).isEqualTo(DONE);

        assertThat(turnsOf(MIA)).isZero();
        assertThat(file().placement().queue()).hasToString("fallback");
    }

    @Test
    void aTurnThatWasTakenBeforeOthersIsGivenBackTooWhenItWasNoLead() {
        toBoth();
        desk.accept(AS_BEN);
        assertThat(turnsOf(BEN)).isEqualTo(1);

        assertThat(desk.giveBack(AS_BEN, "reason", "SPAM")).isEqualTo(DONE);

        assertThat(turnsOf(BEN)).isZero();
    }

    @Test
    void whatIsGivenBackWithoutAQueueWaitsWhereThePolicySays() {
        desk.policy("fallback", object("queue", "partners"));
        desk.rule("all", "assign", object("pool", "sales"));
        comes();

        assertThat(desk.giveBack(AS_MIA, "reason", "not for me")).isEqualTo(DONE);

        assertThat(desk.file(ANA).placement().queue()).hasToString("partners");
    }
}
