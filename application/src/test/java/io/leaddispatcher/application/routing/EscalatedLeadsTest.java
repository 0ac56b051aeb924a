package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static io.leaddispatcher.application.routing.RoutingDesk.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.application.routing.port.RoutingRuns.Run;
import io.leaddispatcher.application.sla.port.LeadClock;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.sla.ClockState;
import io.leaddispatcher.domain.sla.ClockStep;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A lead whose clock runs out is taken away from whoever has it. */
class EscalatedLeadsTest extends EscalationScenes {

    @Test
    void whoeverLetsTheTimeRunOutLosesTheLeadToTheNextOfThePool() {
        hot(step("ACCEPTED", "100%", "REASSIGN"));

        desk.later(TEN_MINUTES);

        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(desk.assignments.ended)
                .containsEntry(offers().getFirst().id(), AssignmentState.EXPIRED);
        assertThat(desk.runs)
                .extracting(Run::cause)
                .containsExactly(Cause.INTAKE, Cause.ESCALATION);
        assertThat(desk.open(MIA)).isZero();
        assertThat(desk.open(BEN)).isEqualTo(1);
        assertThat(desk.told(ANA))
                .containsSubsequence("SLA_BREACHED", "ASSIGNMENT_EXPIRED", "ASSIGNMENT_OFFERED");
        assertThat(entries("ESCALATED"))
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.detail())
                                .containsEntry("action", "REASSIGN")
                                .containsEntry("hop", 1)
                                .containsEntry("at", "100%"));
    }

    @Test
    void whoLetItLapseKeepsTheTurn() {
        hot(step("ACCEPTED", "100%", "REASSIGN"));

        desk.later(TEN_MINUTES);

        assertThat(desk.ledger().standing(MIA).orElseThrow().assigned()).isEqualTo(1);
        assertThat(desk.ledger().standing(MIA).orElseThrow().credit()).isZero();
    }

    @Test
    void whatIsDueWhenTheLeadIsTakenAwayIsDoneBefore() {
        hot(
                step("ACCEPTED", "100%", "REASSIGN"),
                step("ACCEPTED", "PT10M", "RAISE_PRIORITY"),
                step("ACCEPTED", "100%", "NOTIFY_MANAGER"));

        desk.later(TEN_MINUTES);

        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(file().placement().priority()).isEqualTo(Priority.HIGH);
        assertThat(entries("ESCALATED"))
                .extracting(entry -> entry.detail().get("action") + " " + entry.detail().get("rep"))
                .containsExactly("NOTIFY_MANAGER mia", "RAISE_PRIORITY mia", "REASSIGN mia");
        assertThat(entries("ESCALATED").getFirst().detail())
                .containsEntry("told", List.of("rep:zoe"));
    }

    @Test
    void afterSoManyHopsTheLeadStaysThoughSomebodyIsLeft() {
        desk.keep(
                ConfigurationKind.SLA_POLICY,
                "hot",
                "name",
                "hot",
                "targets",
                object("ACCEPTED", "PT10M"),
                "escalations",
                List.of(step("ACCEPTED", "100%", "REASSIGN")),
                "maxHops",
                0);
        desk.rule("hot", "assign", object("pool", "sales"), "sla", "hot");
        desk.event(ANA);
        desk.turn();

        desk.later(TEN_MINUTES);

        assertThat(file().placement().rep()).isEqualTo(MIA);
        assertThat(entries("ESCALATED").getFirst().detail())
                .containsEntry("why", "it was passed on often enough");
    }

    @Test
    void aLeadThatIsAcceptedInTimeStaysWhereItIs() {
        hot(step("ACCEPTED", "100%", "REASSIGN"));
        desk.accept(AS_MIA);

        desk.later(TEN_MINUTES);

        assertThat(file().placement().rep()).isEqualTo(MIA);
        assertThat(desk.told(ANA)).doesNotContain("ESCALATED");
    }

    @Test
    void aLeadOfAPoolThatIsGoneGoesWhereThePolicySays() {
        hot(step("ACCEPTED", "100%", "REASSIGN"));
        desk.noRules().rule("others", "assign", object("rep", "ben"));
        desk.delete(ConfigurationKind.POOL, "sales");

        desk.later(TEN_MINUTES);

        assertThat(file().placement().rep()).isEqualTo(BEN);
    }

    @Test
    void aLeadOfNoPoolGoesWhereThePolicySays() {
        desk.sla("hot", object("ACCEPTED", "PT10M"), step("ACCEPTED", "100%", "REASSIGN"));
        desk.rule("one", "assign", object("rep", "mia"), "sla", "hot");
        desk.rule("others", "assign", object("pool", "sales"));
        desk.event(ANA);
        desk.turn();

        desk.later(TEN_MINUTES);

        assertThat(file().placement().rep()).isEqualTo(BEN);
    }

    @Test
    void itGoesIntoTheQueueOfItsRule() {
        desk.sla("hot", object("ACCEPTED", "PT10M"), step("ACCEPTED", "100%", "QUEUE"));
        desk.rule(
                "hot",
                "assign",
                object("pool", "sales"),
                "sla",
                "hot",
                "whenUnavailable",
                object("queue", "partners"));
        desk.event(ANA);
        desk.turn();

        desk.later(TEN_MINUTES);

        assertThat(file().status()).isEqualTo(LeadStatus.QUEUED);
        assertThat(file().placement().queue()).isEqualTo(new QueueKey("partners"));
        assertThat(file().placement().waitsFor()).isEqualTo("it was not accepted in time");
        assertThat(desk.open(MIA)).isZero();
        assertThat(desk.clocks.of(ANA))
                .allSatisfy(one -> assertThat(one.clock().isLive()).isFalse());
    }

    @Test
    void withoutAQueueOfItsRuleItFallsBack() {
        hot(step("ACCEPTED", "100%", "QUEUE"));

        desk.later(TEN_MINUTES);

        assertThat(file().placement().queue()).isEqualTo(new QueueKey("fallback"));
    }

    @Test
    void aLeadThatWaitedIsPassedOnOnceThoughItsClockGoesOnWithWhoeverGetsIt() {
        desk.sla("hot", object("DISPATCHED", "PT10M"), step("DISPATCHED", "100%", "REASSIGN"));
        desk.rule(
                "hot",
                "assign",
                object("pool", "sales"),
                "sla",
                "hot",
                "whenUnavailable",
                object("queue", "partners"));
        desk.pause("mia", true);
        desk.pause("ben", true);
        desk.event(ANA);
        desk.turn();
        assertThat(file().status()).isEqualTo(LeadStatus.QUEUED);
        desk.pause("mia", false);
        desk.pause("ben", false);

        desk.later(TEN_MINUTES);
        desk.later(Duration.ZERO);

        assertThat(offers())
                .singleElement()
                .satisfies(offer -> {
                    assertThat(offer.rep()).isEqualTo(file().placement().rep());
                    assertThat(desk.assignments.ended).doesNotContainKey(offer.id());
                });
        assertThat(entries("ESCALATED")).hasSize(1);
    }

    @Test
    void aLeadStaysAsLongAsItsTimeHasNotComeWhateverTheRowOfItsClockSays() {
        hot(step("ACCEPTED", "50%", "REASSIGN"));
        desk.clocks.of(ANA).stream()
                .filter(one -> one.clock().next().filter(ClockStep::movesLead).isPresent())
                .forEach(one -> desk.clocks.claimEarly(one.id()));

        desk.later(Duration.ofMinutes(1));

        assertThat(file().placement().rep()).isEqualTo(MIA);
        assertThat(desk.clocks.of(ANA))
                .allSatisfy(one -> assertThat(one.clock().isLive()).isTrue());
    }

    @Test
    void aStepThatCannotBeTakenIsPutOff() {
        hot(step("ACCEPTED", "100%", "REASSIGN"));
        desk.broken = true;

        desk.later(TEN_MINUTES);

        assertThat(desk.clocks.putOff())
                .hasSameElementsAs(desk.clocks.of(ANA).stream().map(LeadClock::id).toList());
        assertThat(desk.clocks.of(ANA))
                .allSatisfy(one -> assertThat(one.clock().state()).isEqualTo(ClockState.RUNNING));
        desk.broken = false;
        desk.later(Duration.ZERO);
        assertThat(file().placement().rep()).isEqualTo(BEN);
    }
}
