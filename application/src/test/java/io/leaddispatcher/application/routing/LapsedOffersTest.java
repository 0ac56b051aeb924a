package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.application.routing.port.RoutingRuns.Run;
import io.leaddispatcher.domain.queue.QueueKey;
import org.junit.jupiter.api.Test;

/** What happens to offers that nobody accepts in time. */
class LapsedOffersTest extends EscalationScenes {

    @Test
    void anOfferThatLapsesIsDecidedWithoutWhoLetItLapse() {
        desk.rule("hot", "assign", object("pool", "sales"), "offer", object("ttl", "PT10M"));
        desk.event(ANA);
        desk.turn();

        desk.later(TEN_MINUTES);

        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(desk.assignments.ended)
                .containsEntry(offers().getFirst().id(), AssignmentState.EXPIRED);
        assertThat(desk.runs)
                .extracting(Run::cause)
                .containsExactly(Cause.INTAKE, Cause.ESCALATION);
        assertThat(offers().getLast().expiresAt())
                .isEqualTo(NOON.plus(TEN_MINUTES).plus(TEN_MINUTES));
    }

    @Test
    void anOfferThatIsAcceptedDoesNotLapse() {
        desk.rule("hot", "assign", object("pool", "sales"), "offer", object("ttl", "PT10M"));
        desk.event(ANA);
        desk.turn();
        desk.accept(AS_MIA);

        desk.later(TEN_MINUTES);

        assertThat(file().placement().rep()).isEqualTo(MIA);
    }

    @Test
    void afterSoManyLapsesTheLeadFallsBackAndTheManagerIsTold() {
        desk.rule(
                "hot",
                "assign",
                object("pool", "sales"),
                "offer",
                object("ttl", "PT10M", "maxHops", 1));
        desk.team("zoe");
        desk.event(ANA);
        desk.turn();

        desk.later(TEN_MINUTES);
        desk.later(TEN_MINUTES);
        desk.later(TEN_MINUTES);

        assertThat(file().placement().queue()).isEqualTo(new QueueKey("fallback"));
        assertThat(desk.deliveries)
                .filteredOn(told -> told.draft().recipient().equals("rep:zoe"))
                .singleElement()
                .satisfies(told ->
                        assertThat(told.draft().document().get("reminder"))
                                .asString()
                                .contains("It waits in the queue Fallback."));
    }

    @Test
    void pain37_whereTheRepsTeamHasNoManagerWhoeverLooksAfterTheQueueIsTold() {
        desk.rule(
                "hot",
                "assign",
                object("pool", "sales"),
                "offer",
                object("ttl", "PT10M", "maxHops", 0));
        desk.keep(ConfigurationKind.REP, "zoe", "name", "Zoe", "email", "zoe@x.test");
        desk.keep(ConfigurationKind.TEAM, "desk", "name", "Desk", "manager", "zoe");
        desk.keep(ConfigurationKind.QUEUE, "fallback", "name", "Fallback", "team", "desk");
        desk.event(ANA);
        desk.turn();

        desk.later(TEN_MINUTES);

        assertThat(desk.deliveries)
                .filteredOn(told -> told.draft().recipient().equals("rep:zoe"))
                .hasSize(1);
    }

    @Test
    void aLeadThatLapsedTooOftenSaysThatNobodyCouldBeTold() {
        desk.rule(
                "hot",
                "assign",
                object("pool", "sales"),
                "offer",
                object("ttl", "PT10M", "maxHops", 0));
        desk.event(ANA);
        desk.turn();

        desk.later(TEN_MINUTES);

        assertThat(entries("LEAD_QUEUED").getLast().detail())
                .containsEntry("queue", "fallback")
                .containsEntry("skipped", "NO_MANAGER_NOR_CHANNEL");
    }

    @Test
    void thoseWhoWereAskedTogetherLapseTogether() {
        desk.rule(
                "hot",
                "assign",
                object("pool", "sales"),
                "offer",
                object("mode", "BROADCAST", "ttl", "PT10M"));
        desk.event(ANA);
        desk.turn();
        assertThat(offers()).hasSize(2);

        desk.later(TEN_MINUTES);

        assertThat(desk.assignments.ended).hasSize(2).containsValue(AssignmentState.EXPIRED);
        assertThat(file().status()).isEqualTo(LeadStatus.QUEUED);
    }

    @Test
    void anOfferThatCannotLapseIsPutOff() {
        desk.rule("hot", "assign", object("pool", "sales"), "offer", object("ttl", "PT10M"));
        desk.event(ANA);
        desk.turn();
        desk.broken = true;

        desk.later(TEN_MINUTES);

        assertThat(desk.assignments.putOff).containsExactly(ANA);
        assertThat(file().placement().rep()).isEqualTo(MIA);
    }
}
