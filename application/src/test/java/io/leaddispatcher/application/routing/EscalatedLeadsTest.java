package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static io.leaddispatcher.application.routing.RoutingDesk.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.application.routing.port.RoutingRuns.Run;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.sla.ClockState;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What happens to leads whose clocks run out, and to offers that lapse. */
class EscalatedLeadsTest {

    private static final RepKey MIA = new RepKey("mia");
    private static final RepKey BEN = new RepKey("ben");
    private static final Actor AS_MIA = new Actor.Rep("mia");
    private static final Actor ADMIN = new Actor.Member(new UUID(5, 2), Role.ADMIN, null);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private final RoutingDesk desk = new RoutingDesk();

    private void hot(Object... steps) {
        desk.sla("hot", object("DISPATCHED", "PT1M", "ACCEPTED", "PT10M"), steps);
        desk.rule("hot", "assign", object("pool", "sales"), "sla", "hot");
        desk.team("zoe");
        desk.event(ANA);
        desk.turn();
        assertThat(file().placement().rep()).isEqualTo(MIA);
    }

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
    void whenNobodyIsLeftTheManagerIsToldOnceAndTheLeadStays() {
        hot(step("ACCEPTED", "100%", "REASSIGN"));

        desk.later(TEN_MINUTES);
        int before = desk.deliveries.size();
        desk.later(TEN_MINUTES);
        desk.later(TEN_MINUTES);

        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(desk.assignments.ended).doesNotContainKey(offers().getLast().id());
        assertThat(entries("ESCALATED").getLast().detail())
                .containsEntry("why", "nobody is left")
                .containsEntry("told", List.of("rep:zoe"));
        assertThat(desk.deliveries.subList(before, desk.deliveries.size()))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.draft().recipient()).isEqualTo("rep:zoe");
                    assertThat(told.draft().document().get("reminder"))
                            .asString()
                            .endsWith("Nobody is left to whom it could be passed on.");
                });
    }

    @Test
    void howeverManyClocksFindNobodyTheManagerIsToldOnceOfAnAssignment() {
        desk.sla(
                "hot",
                object("ACCEPTED", "PT10M", "FIRST_ACTION", "PT20M", "FOLLOW_UP", "PT20M"),
                step("ACCEPTED", "100%", "REASSIGN"),
                step("FIRST_ACTION", "100%", "REASSIGN"),
                step("FIRST_ACTION", "PT30M", "REASSIGN"),
                step("FOLLOW_UP", "100%", "REASSIGN"));
        desk.rule("hot", "assign", object("pool", "sales"), "sla", "hot");
        desk.team("zoe");
        desk.leave("ben");
        desk.event(ANA);
        desk.turn();

        for (int i = 0; i < 4; i++) {
            desk.later(TEN_MINUTES);
        }

        assertThat(file().placement().rep()).isEqualTo(MIA);
        assertThat(entries("ESCALATED"))
                .extracting(
                        entry -> entry.detail().get("target"), entry -> entry.detail().get("told"))
                .containsExactlyInAnyOrder(
                        tuple("ACCEPTED", List.of("rep:zoe")),
                        tuple("FIRST_ACTION", List.of()),
                        tuple("FIRST_ACTION", List.of()),
                        tuple("FOLLOW_UP", List.of()));
        assertThat(entries("ESCALATED").getLast().detail())
                .containsEntry("why", "nobody is left")
                .containsEntry("skipped", "TOLD_BEFORE");
        assertThat(toldToZoe()).isEqualTo(1);
    }

    @Test
    void ofClocksThatFindNobodyAtOnceTheManagerIsToldOnce() {
        desk.sla(
                "hot",
                object("ACCEPTED", "PT10M", "FIRST_ACTION", "PT10M"),
                step("ACCEPTED", "100%", "REASSIGN"),
                step("FIRST_ACTION", "100%", "REASSIGN"));
        desk.rule("hot", "assign", object("pool", "sales"), "sla", "hot");
        desk.team("zoe");
        desk.leave("ben");
        desk.event(ANA);
        desk.turn();

        desk.later(TEN_MINUTES);

        assertThat(entries("ESCALATED")).hasSize(2);
        assertThat(toldToZoe()).isEqualTo(1);
    }

    @Test
    void ofTheNextAssignmentTheManagerIsToldAgain() {
        hot(step("ACCEPTED", "100%", "REASSIGN"));
        desk.pause("ben", true);
        desk.later(TEN_MINUTES);
        assertThat(toldToZoe()).isEqualTo(1);
        desk.pause("ben", false);
        desk.reassign(ADMIN, "to", object("rep", "ben"), "reason", "back");
        desk.pause("mia", true);

        desk.later(TEN_MINUTES);

        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(toldToZoe()).isEqualTo(2);
    }

    private long toldToZoe() {
        return desk.deliveries.stream()
                .filter(told -> told.draft().recipient().equals("rep:zoe"))
                .count();
    }

    @Test
    void whereNobodyCanBeToldTheTimelineSaysSoAndWhy() {
        hot(step("ACCEPTED", "50%", "NOTIFY_MANAGER"), step("ACCEPTED", "100%", "REASSIGN"));
        desk.leave("zoe");

        desk.later(TEN_MINUTES);
        desk.later(TEN_MINUTES);
        desk.later(TEN_MINUTES);

        assertThat(entries("ESCALATED").getFirst().detail())
                .containsEntry("action", "NOTIFY_MANAGER")
                .containsEntry("told", List.of())
                .containsEntry("skipped", "NO_MANAGER_NOR_CHANNEL");
        assertThat(entries("ESCALATED").getLast().detail())
                .containsEntry("why", "nobody is left")
                .containsEntry("told", List.of())
                .containsEntry("skipped", "NO_MANAGER_NOR_CHANNEL");
    }

    @Test
    void aLeadThatNobodyHasIsNotSaidToBeSomebodysWhoWantsNoReminders() {
        desk.sla("hot", object("DISPATCHED", "PT10M"), step("DISPATCHED", "50%", "REMIND"));
        desk.rule("waits", "assign", object("queue", "partners"), "sla", "hot");
        desk.event(ANA);
        desk.turn();

        desk.later(TEN_MINUTES);

        assertThat(entries("SLA_REMINDED").getFirst().detail())
                .containsEntry("skipped", "NOBODY_HAS_IT");
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
    void itBecomesMoreUrgentStepByStep() {
        hot(
                step("ACCEPTED", "PT1M", "RAISE_PRIORITY"),
                step("ACCEPTED", "PT2M", "RAISE_PRIORITY"),
                step("ACCEPTED", "PT3M", "RAISE_PRIORITY"));

        desk.later(Duration.ofMinutes(1));
        assertThat(file().placement().priority()).isEqualTo(Priority.HIGH);
        assertThat(desk.assignments.raised).containsEntry(ANA, Priority.HIGH);

        desk.later(Duration.ofMinutes(1));
        desk.later(Duration.ofMinutes(1));
        assertThat(file().placement().priority()).isEqualTo(Priority.URGENT);
        assertThat(file().placement().rep()).isEqualTo(MIA);
        assertThat(entries("ESCALATED").getLast().detail())
                .containsEntry("why", "it is as urgent as can be");
    }

    @Test
    void whoeverGetsItNextGetsItAsUrgentAsItWasRaised() {
        hot(step("ACCEPTED", "PT1M", "RAISE_PRIORITY"), step("ACCEPTED", "100%", "REASSIGN"));

        desk.later(Duration.ofMinutes(1));
        desk.later(TEN_MINUTES);

        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(file().placement().priority()).isEqualTo(Priority.HIGH);
        assertThat(offers().getLast().priority()).isEqualTo(Priority.HIGH);
        assertThat(entries("LEAD_ROUTED").getFirst().detail()).doesNotContainKey("raisedTo");
        assertThat(entries("LEAD_ROUTED").getLast().detail())
                .containsEntry("priority", "HIGH")
                .containsEntry("raisedTo", "HIGH");
    }

    @Test
    void aRuleThatSaysMoreThanItWasRaisedToIsHeard() {
        desk.sla("hot", object("ACCEPTED", "PT10M"), step("ACCEPTED", "PT1M", "RAISE_PRIORITY"));
        desk.rule("one", "assign", object("rep", "mia"), "sla", "hot", "priority", "LOW");
        desk.rule("two", "assign", object("rep", "ben"), "priority", "URGENT");
        desk.event(ANA);
        desk.turn();
        desk.later(Duration.ofMinutes(1));
        assertThat(file().placement().priority()).isEqualTo(Priority.STANDARD);

        desk.decline(AS_MIA, "reason", "no time");

        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(file().placement().priority()).isEqualTo(Priority.URGENT);
    }

    @Test
    void aLeadThatComesBackIsAsUrgentAsItsRuleSays() {
        hot(step("ACCEPTED", "PT1M", "RAISE_PRIORITY"));
        desk.later(Duration.ofMinutes(1));
        desk.complete(ANA);
        assertThat(file().placement().raisedTo()).isNull();

        desk.event(ANA);
        desk.turn();

        assertThat(file().status()).isEqualTo(LeadStatus.ASSIGNED);
        assertThat(file().placement().priority()).isEqualTo(Priority.STANDARD);
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
    void aLeadThatWaitsIsLookedAfterByTheManagerOfItsQueue() {
        desk.team("zoe");
        desk.keep(ConfigurationKind.QUEUE, "partners", "name", "Partners", "team", "emea");
        desk.sla(
                "hot",
                object("DISPATCHED", "PT10M"),
                step("DISPATCHED", "50%", "NOTIFY_MANAGER"),
                step("DISPATCHED", "60%", "REMIND"),
                step("DISPATCHED", "70%", "QUEUE"));
        desk.rule("waits", "assign", object("queue", "partners"), "sla", "hot");
        desk.event(ANA);
        desk.turn();

        desk.later(TEN_MINUTES);

        assertThat(entries("ESCALATED"))
                .extracting(entry -> entry.detail().getOrDefault("told", entry.detail().get("why")))
                .containsExactly(List.of("rep:zoe"), "it waits in a queue");
        assertThat(desk.deliveries.getFirst().draft().document().get("reminder"))
                .asString()
                .startsWith("Nobody has been told of this lead.");
        assertThat(desk.told(ANA)).contains("SLA_REMINDED", "SLA_BREACHED");
    }

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
    void aStepThatCannotBeTakenIsPutOff() {
        hot(step("ACCEPTED", "100%", "REASSIGN"));
        desk.broken = true;

        desk.later(TEN_MINUTES);

        assertThat(desk.clocks.putOff()).isEqualTo(2);
        assertThat(desk.clocks.of(ANA))
                .allSatisfy(one -> assertThat(one.clock().state()).isEqualTo(ClockState.RUNNING));
        desk.broken = false;
        desk.later(Duration.ZERO);
        assertThat(file().placement().rep()).isEqualTo(BEN);
    }

    @Test
    void anOfferThatCannotLapseIsPutOff() {
        desk.rule("hot", "assign", object("pool", "sales"), "offer", object("ttl", "PT10M"));
        desk.event(ANA);
        desk.turn();
        desk.broken = true;

        desk.later(TEN_MINUTES);

        assertThat(desk.assignments.putOff).isEqualTo(1);
        assertThat(file().placement().rep()).isEqualTo(MIA);
    }

    private LeadFile file() {
        return desk.leads.get(TENANT, ANA);
    }

    private List<Offer> offers() {
        return desk.assignments.offers;
    }

    private List<TimelineEntry> entries(String type) {
        return desk.entries(ANA).stream().filter(entry -> entry.type().equals(type)).toList();
    }
}
