package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.sla.port.LeadClock;
import io.leaddispatcher.application.sla.port.LeadClock.Place.Waiting;
import io.leaddispatcher.application.sla.port.LeadClock.Place.With;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.outcome.OutcomeType;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.sla.ClockState;
import io.leaddispatcher.domain.sla.SlaTarget;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Clocks from the decision that begins them to what stops them. */
class RunningClocksTest {

    private static final Actor MIA = new Actor.Rep("mia");
    private static final Actor ADMIN = new Actor.Member(new UUID(5, 2), Role.ADMIN, null);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final RoutingDesk desk =
            new RoutingDesk()
                    .rule("hot", "assign", object("pool", "sales"), "sla", "hot")
                    .sla(
                            "hot",
                            object(
                                    "DISPATCHED", "PT1M",
                                    "ACCEPTED", "PT10M",
                                    "FIRST_ACTION", "PT30M",
                                    "FOLLOW_UP", "PT60M"),
                            RoutingDesk.step("ACCEPTED", "50%", "REMIND"),
                            RoutingDesk.step("ACCEPTED", "100%", "NOTIFY_MANAGER"),
                            RoutingDesk.step("FIRST_ACTION", "100%", "NOTIFY_CHANNEL"));

    @Test
    void theyBeginWithTheOfferAndTheFirstWithTheArrival() {
        desk.event(ANA);
        desk.now = NOON.plusSeconds(20);
        desk.turn();

        assertThat(desk.clocks.of(ANA))
                .extracting(one -> one.clock().target() + " " + one.clock().startedAt())
                .containsExactlyInAnyOrder(
                        "DISPATCHED " + NOON,
                        "ACCEPTED " + NOON.plusSeconds(20),
                        "FIRST_ACTION " + NOON.plusSeconds(20),
                        "FOLLOW_UP " + NOON.plusSeconds(20));
        assertThat(desk.clocks.of(ANA))
                .allSatisfy(one -> assertThat(one.place()).isEqualTo(withWhoWasAsked()));
    }

    @Test
    void aRuleWithoutAPolicyBeginsNone() {
        RoutingDesk plain = new RoutingDesk().rule("plain", "assign", object("pool", "sales"));
        plain.event(ANA);
        plain.turn();

        assertThat(plain.clocks.of(ANA)).isEmpty();
    }

    @Test
    void atHalfOfItsTimeTheRepIsRemindedOnce() {
        assigned();
        int before = desk.deliveries.size();

        desk.later(MINUTE.multipliedBy(5));
        desk.later(MINUTE);

        assertThat(desk.told(ANA)).filteredOn("SLA_REMINDED"::equals).hasSize(1);
        Delivery reminder = desk.deliveries.get(before);
        assertThat(desk.deliveries).hasSize(before + 1);
        assertThat(reminder.draft().recipient()).isEqualTo("rep:mia");
        assertThat(reminder.draft().document())
                .containsEntry("reminder", "Please accept this lead by Wed 25 Nov, 12:10 CET.")
                .containsEntry("assignment", offer().id() + ".1");
        assertThat(entry("SLA_REMINDED").detail())
                .containsEntry("target", "ACCEPTED")
                .containsEntry("policy", "hot")
                .containsEntry("at", "50%")
                .containsEntry("rep", "mia")
                .containsEntry("local", "2026-11-25T12:05+01:00[Europe/Berlin]")
                .doesNotContainKey("skipped");
    }

    @Test
    void aStepWhoseTimeHasNotComeIsNotTakenWhateverItsRowSays() {
        assigned();
        desk.clocks.claimEarly(clock(SlaTarget.ACCEPTED).id());

        desk.later(MINUTE);
        assertThat(desk.told(ANA)).doesNotContain("SLA_REMINDED");

        desk.later(MINUTE.multipliedBy(4));
        assertThat(desk.told(ANA)).contains("SLA_REMINDED");
    }

    @Test
    void aNodeWhoseClockIsBehindTakesWhatTheDatabaseHasSeenToBeDue() {
        assigned();
        desk.clocks.isAheadBy(MINUTE.multipliedBy(5));

        desk.later(Duration.ZERO);

        assertThat(desk.told(ANA)).contains("SLA_REMINDED");
    }

    @Test
    void whoWantsNoRemindersGetsNoneAndTheTimelineSaysSo() {
        desk.change(
                ConfigurationKind.REP,
                "mia",
                "name",
                "Mia",
                "email",
                "mia@x.test",
                "notifications",
                object("reminder", List.of()));
        assigned();
        int before = desk.deliveries.size();

        desk.later(MINUTE.multipliedBy(5));

        assertThat(desk.deliveries).hasSize(before);
        assertThat(entry("SLA_REMINDED").detail())
                .containsEntry("told", List.of())
                .containsEntry("skipped", "MUTED");
    }

    @Test
    void whatIsNotMetInTimeIsBreachedAndTheManagerIsTold() {
        desk.team("zoe");
        assigned();

        desk.later(MINUTE.multipliedBy(10));

        assertThat(state(SlaTarget.ACCEPTED)).isEqualTo(ClockState.BREACHED);
        assertThat(desk.told(ANA)).containsSubsequence("SLA_REMINDED", "SLA_BREACHED", "ESCALATED");
        assertThat(entry("ESCALATED").detail())
                .containsEntry("action", "NOTIFY_MANAGER")
                .containsEntry("told", List.of("rep:zoe"));
        assertThat(desk.deliveries.getLast().draft().document())
                .containsEntry(
                        "reminder",
                        "Mia has not accepted this lead. It was due by Wed 25 Nov, 12:10 CET.")
                .doesNotContainKey("assignment");
    }

    @Test
    void withoutAManagerAndAChannelNobodyIsToldAndTheTimelineSaysSo() {
        assigned();

        desk.later(MINUTE.multipliedBy(10));

        assertThat(entry("ESCALATED").detail()).containsEntry("told", List.of());
    }

    @Test
    void whoAcceptsIsRemindedNoMore() {
        assigned();

        desk.accept(MIA);
        desk.later(MINUTE.multipliedBy(10));

        assertThat(state(SlaTarget.ACCEPTED)).isEqualTo(ClockState.MET);
        assertThat(state(SlaTarget.DISPATCHED)).isEqualTo(ClockState.MET);
        assertThat(desk.told(ANA)).doesNotContain("SLA_REMINDED", "SLA_BREACHED");
    }

    @Test
    void whoAcceptsTooLateHasBreachedIt() {
        assigned();
        desk.now = NOON.plus(MINUTE.multipliedBy(11));

        desk.accept(MIA);
        desk.later(MINUTE);

        assertThat(state(SlaTarget.ACCEPTED)).isEqualTo(ClockState.BREACHED);
        assertThat(clock(SlaTarget.ACCEPTED).clock().metAt())
                .isEqualTo(NOON.plus(MINUTE.multipliedBy(11)));
        assertThat(desk.told(ANA))
                .filteredOn("SLA_BREACHED"::equals)
                .as("accepted, and dispatched")
                .hasSize(2);
    }

    @Test
    void whoWasToldHasBeenDispatched() {
        assigned();

        desk.now = NOON.plusSeconds(30);
        desk.sla.told(TENANT, Set.of(offer().id()), desk.now).block();

        assertThat(state(SlaTarget.DISPATCHED)).isEqualTo(ClockState.MET);
        assertThat(state(SlaTarget.ACCEPTED)).isEqualTo(ClockState.RUNNING);
    }

    @Test
    void pain40_theFirstActIsTheFirstActionAndTheSecondTheFollowUp() {
        assigned();
        desk.accept(MIA);
        assertThat(state(SlaTarget.FIRST_ACTION)).isEqualTo(ClockState.RUNNING);

        desk.record(MIA, "type", "CALL");
        assertThat(state(SlaTarget.FIRST_ACTION)).isEqualTo(ClockState.MET);
        assertThat(state(SlaTarget.FOLLOW_UP)).isEqualTo(ClockState.RUNNING);

        desk.record(MIA, "type", "EMAIL");
        assertThat(state(SlaTarget.FOLLOW_UP)).isEqualTo(ClockState.MET);
    }

    @Test
    void whileTheLeadIsWithTheCustomerItsClocksStandStill() {
        assigned();
        desk.accept(MIA);
        desk.now = NOON.plus(MINUTE.multipliedBy(20));

        desk.record(MIA, "type", "EMAIL", "withCustomer", true);
        desk.later(MINUTE.multipliedBy(600));
        assertThat(state(SlaTarget.FOLLOW_UP)).isEqualTo(ClockState.RUNNING);
        assertThat(clock(SlaTarget.FOLLOW_UP).clock().isPaused()).isTrue();

        desk.record(MIA, "type", "CALL");
        assertThat(state(SlaTarget.FOLLOW_UP)).isEqualTo(ClockState.MET);
    }

    @Test
    void whatStandsStillAfterItsTimeIsBreachedAndToldOnce() {
        assigned();
        desk.now = NOON.plus(MINUTE.multipliedBy(61));
        desk.record(ADMIN, "type", "EMAIL", "withCustomer", true);

        assertThat(state(SlaTarget.FOLLOW_UP)).isEqualTo(ClockState.BREACHED);
        assertThat(state(SlaTarget.ACCEPTED)).isEqualTo(ClockState.BREACHED);

        desk.later(MINUTE.multipliedBy(4_320));
        desk.record(ADMIN, "type", "CALL");
        desk.later(MINUTE);

        assertThat(state(SlaTarget.FOLLOW_UP)).isEqualTo(ClockState.BREACHED);
        assertThat(desk.entries(ANA))
                .filteredOn(entry -> entry.type().equals("SLA_BREACHED"))
                .extracting(entry -> entry.detail().get("target"))
                .containsExactlyInAnyOrder("DISPATCHED", "ACCEPTED", "FIRST_ACTION", "FOLLOW_UP");
    }

    @Test
    void whatIsTakenAwayAfterItsTimeIsBreached() {
        assigned();
        desk.now = NOON.plus(MINUTE.multipliedBy(11));

        desk.giveBack(MIA, "reason", "BUSY");

        assertThat(state(SlaTarget.ACCEPTED)).isEqualTo(ClockState.BREACHED);
        assertThat(state(SlaTarget.FOLLOW_UP)).isEqualTo(ClockState.STOPPED);
    }

    @Test
    void pain39_whatHasComeOfALeadIsAnActAndWhatConcludesItStopsTheRest() {
        assigned();

        desk.sla.outcome(TENANT, ANA, OutcomeType.MEETING_HELD.concludes(), desk.now).block();
        assertThat(state(SlaTarget.FIRST_ACTION)).isEqualTo(ClockState.MET);
        assertThat(state(SlaTarget.ACCEPTED)).isEqualTo(ClockState.RUNNING);

        desk.sla.outcome(TENANT, ANA, true, desk.now).block();
        assertThat(state(SlaTarget.FOLLOW_UP)).isEqualTo(ClockState.MET);
        assertThat(state(SlaTarget.ACCEPTED)).isEqualTo(ClockState.STOPPED);
    }

    @Test
    void aLeadThatIsGivenBackHasNoClockAnyMore() {
        assigned();

        desk.giveBack(MIA, "reason", "BUSY");
        desk.later(MINUTE.multipliedBy(60));

        assertThat(desk.clocks.of(ANA))
                .allSatisfy(one -> assertThat(one.clock().state()).isEqualTo(ClockState.STOPPED));
        assertThat(desk.told(ANA)).doesNotContain("SLA_BREACHED", "SLA_REMINDED");
    }

    @Test
    void whoDeclinesPassesItOnAndTheClocksBeginAnew() {
        assigned();
        desk.now = NOON.plus(MINUTE.multipliedBy(4));

        desk.decline(MIA, "reason", "BUSY");

        assertThat(offer().rep()).hasToString("ben");
        assertThat(desk.clocks.of(ANA))
                .filteredOn(one -> one.clock().isLive())
                .allSatisfy(one -> {
                    assertThat(one.place()).isEqualTo(withWhoWasAsked());
                    assertThat(one.clock().startedAt()).isEqualTo(desk.now);
                })
                .hasSize(4);
    }

    @Test
    void theClockOfALeadThatWaitsGoesOnWhenSomebodyGetsIt() {
        RoutingDesk waiting =
                new RoutingDesk()
                        .sla("hot", object("DISPATCHED", "PT1M"))
                        .rule(
                                "waits",
                                "assign",
                                object("pool", "sales"),
                                "sla",
                                "hot",
                                "whenUnavailable",
                                object("queue", "partners"));
        waiting.pause("mia", true);
        waiting.pause("ben", true);
        waiting.event(ANA);
        waiting.turn();
        assertThat(waiting.clocks.of(ANA))
                .singleElement()
                .satisfies(one ->
                        assertThat(one.place()).isEqualTo(new Waiting(new QueueKey("partners"))));

        waiting.pause("mia", false);
        waiting.now = NOON.plusSeconds(40);
        waiting.reroute(ADMIN, "reason", "Mia is back");

        assertThat(waiting.clocks.of(ANA))
                .singleElement()
                .satisfies(one -> {
                    Offer offer = waiting.assignments.offers.getLast();
                    assertThat(one.place()).isEqualTo(new With(offer.id(), offer.rep()));
                    assertThat(one.clock().startedAt()).isEqualTo(NOON);
                    assertThat(one.clock().state()).isEqualTo(ClockState.RUNNING);
                });
    }

    @Test
    void aClockWhoseLeadNobodyHasAnyMoreStopsWithoutAWord() {
        assigned();
        desk.assignments.ended.put(offer().id(), AssignmentState.COMPLETED);

        desk.later(MINUTE.multipliedBy(5));

        assertThat(state(SlaTarget.ACCEPTED)).isEqualTo(ClockState.STOPPED);
        assertThat(desk.told(ANA)).doesNotContain("SLA_REMINDED");
    }

    private void assigned() {
        desk.event(ANA);
        desk.turn();
    }

    private With withWhoWasAsked() {
        return new With(offer().id(), offer().rep());
    }

    private Offer offer() {
        return desk.assignments.offers.getLast();
    }

    private LeadClock clock(SlaTarget target) {
        return desk.clocks.of(ANA).stream()
                .filter(one -> one.clock().target() == target)
                .toList()
                .getLast();
    }

    private ClockState state(SlaTarget target) {
        return clock(target).clock().state();
    }

    private TimelineEntry entry(String type) {
        return desk.entries(ANA).stream()
                .filter(entry -> entry.type().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
