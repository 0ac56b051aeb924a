package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.BOB;
import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.application.routing.port.RoutingRuns.Run;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people do with leads: accept, decline, give back, give away, and what they note. */
class ActsTest {

    private static final RepKey MIA = new RepKey("mia");
    private static final RepKey BEN = new RepKey("ben");
    private static final Actor ADMIN = new Actor.Member(new UUID(5, 2), Role.ADMIN, null);
    private static final Actor PROGRAM =
            new Actor.Token(new UUID(5, 1), Set.of(Scope.WRITE), Role.OWNER);
    private static final Actor AS_MIA = new Actor.Rep("mia");
    private static final Actor AS_BEN = new Actor.Rep("ben");
    private static final ActOutcome DONE = new ActOutcome.Done();

    private final RoutingDesk desk = new RoutingDesk();

    private LeadFile file() {
        return desk.leads.get(TENANT, ANA);
    }

    /** Mia is offered Ana's lead. */
    private void toMia(Object... more) {
        Object[] assign = {"assign", object("pool", "sales")};
        Object[] all = new Object[assign.length + more.length];
        System.arraycopy(assign, 0, all, 0, assign.length);
        System.arraycopy(more, 0, all, assign.length, more.length);
        desk.rule("all", all);
        desk.event(ANA, "lead.intent", "demo");
        desk.turn();
        assertThat(file().placement().rep()).isEqualTo(MIA);
    }

    /** Both are asked, and the first gets it. */
    private void toBoth() {
        desk.rule("all", "assign", object("pool", "sales"), "offer", object("mode", "BROADCAST"));
        desk.event(ANA, "lead.intent", "demo");
        desk.turn();
        assertThat(file().placement().rep()).isNull();
    }

    private void toQueue() {
        desk.rule("all", "assign", object("queue", "partners"));
        desk.event(ANA, "lead.intent", "demo");
        desk.turn();
        assertThat(file().status()).isEqualTo(LeadStatus.QUEUED);
    }

    /** The turns that a rep has had in the pool. */
    private long turnsOf(RepKey rep) {
        return desk.ledger()
                .standing(rep)
                .map(standing -> standing.assigned() - standing.credit())
                .orElse(0L);
    }

    private TimelineEntry told(String type) {
        return desk.entries(ANA).stream()
                .filter(entry -> entry.type().equals(type))
                .reduce((_, last) -> last)
                .orElseThrow();
    }

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
    void anotherRepIsToldWhoHasIt() {
        toMia();

        assertThat(desk.accept(AS_BEN)).isEqualTo(new ActOutcome.HeldByAnother(MIA));
        assertThat(desk.decline(AS_BEN, "reason", "no"))
                .isEqualTo(new ActOutcome.HeldByAnother(MIA));

        assertThat(desk.assignments.accepted).isEmpty();
        assertThat(desk.assignments.ended).isEmpty();
    }

    @Test
    void aRepWhoIsLoggedInKnowsNothingOfTheLeadsOfOthers() {
        toMia();
        Actor ben = new Actor.Member(new UUID(5, 3), Role.REP, "ben");

        assertThat(desk.accept(ben)).isEqualTo(new ActOutcome.Unknown());
        assertThat(desk.reassign(ben, "to", object("rep", "ben"), "reason", "mine"))
                .isEqualTo(new ActOutcome.Unknown());
        assertThat(desk.record(ben, "type", "CALL")).isEqualTo(new ActOutcome.Unknown());
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

    @Test
    void aTurnThatWasTakenBeforeOthersIsGivenBackTooWhenItWasNoLead() {
        toBoth();
        desk.accept(AS_BEN);
        assertThat(turnsOf(BEN)).isEqualTo(1);

        assertThat(desk.giveBack(AS_BEN, "reason", "SPAM")).isEqualTo(DONE);

        assertThat(turnsOf(BEN)).isZero();
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
    void aLeadThatWaitsIsTakenByWhoIsInTheTeamOfTheQueue() {
        desk.keep(ConfigurationKind.TEAM, "emea", "name", "EMEA", "members", List.of("mia"));
        desk.keep(ConfigurationKind.QUEUE, "partners", "name", "Partners", "team", "emea");
        toQueue();

        assertThat(desk.accept(AS_BEN)).isEqualTo(new ActOutcome.Unknown());
        assertThat(desk.accept(AS_MIA)).isEqualTo(DONE);

        assertThat(file().placement().rep()).isEqualTo(MIA);
        assertThat(desk.assignments.accepted).hasSize(1);
        assertThat(desk.open(MIA)).isEqualTo(1);
        assertThat(desk.deliveries).as("who takes a lead need not be told").isEmpty();
        assertThat(desk.runs).extracting(Run::cause).containsExactly(Cause.INTAKE, Cause.MANUAL);
    }

    @Test
    void whoAnswersAnOfferThatIsOverTakesNothing() {
        desk.keep(ConfigurationKind.TEAM, "emea", "name", "EMEA", "members", List.of("mia"));
        desk.keep(ConfigurationKind.QUEUE, "partners", "name", "Partners", "team", "emea");
        toMia();
        UUID shown = desk.assignments.offers.getFirst().id();
        desk.giveBack(AS_MIA, "reason", "no budget", "queue", "partners");

        assertThat(desk.acceptShown(shown, AS_MIA)).isEqualTo(new ActOutcome.HeldByAnother(null));
        assertThat(file().status()).isEqualTo(LeadStatus.QUEUED);
    }

    @Test
    void aProgramSaysWhoTakesALeadThatWaits() {
        toQueue();

        assertThatThrownBy(() -> desk.accept(PROGRAM))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.violations().getFirst().pointer()).isEqualTo("/rep"));
        assertThat(desk.accept(PROGRAM, "rep", "ben")).isEqualTo(DONE);
        assertThat(desk.open(BEN)).isEqualTo(1);
    }

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
    void aPersonGivesALeadToWhomTheyLike() {
        toMia();
        desk.accept(AS_MIA);
        desk.pause("ben", true);

        assertThat(desk.reassign(ADMIN, "to", object("rep", "ben"), "reason", "knows them"))
                .isEqualTo(DONE);

        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(desk.open(MIA)).isZero();
        assertThat(desk.open(BEN)).isEqualTo(1);
        assertThat(turnsOf(BEN)).as("no turn of the pool").isZero();
        assertThat(told("ASSIGNMENT_REASSIGNED").actor()).isEqualTo(ADMIN.label());
        assertThat(told("ASSIGNMENT_OFFERED").detail()).containsEntry("because", "given by hand");
    }

    @Test
    void whoIsFullGetsNothingByHandEither() {
        desk.keep(
                ConfigurationKind.REP,
                "ben",
                "name",
                "Ben",
                "email",
                "ben@x.test",
                "capacity",
                object("open", 0));
        toMia();

        assertThat(desk.reassign(ADMIN, "to", object("rep", "ben"), "reason", "x"))
                .isEqualTo(new ActOutcome.Full(BEN));
        assertThat(file().placement().rep()).isEqualTo(MIA);
        assertThat(desk.assignments.ended).isEmpty();
    }

    @Test
    void theNextOfThePoolIsNobodyWhoHadItOrDeclinedIt() {
        toMia();

        assertThat(desk.reassign(AS_MIA, "to", object("next", true), "reason", "busy"))
                .isEqualTo(DONE);
        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(turnsOf(BEN)).isEqualTo(1);
        desk.decline(AS_BEN, "reason", "no");
        assertThat(file().placement().rep()).isEqualTo(MIA);

        assertThat(desk.reassign(AS_MIA, "to", object("next", true), "reason", "busy"))
                .isEqualTo(new ActOutcome.NobodyLeft());
        assertThat(file().placement().rep()).isEqualTo(MIA);
    }

    @Test
    void whereThePoolIsGoneThePolicySaysWhoIsNext() {
        toMia();
        desk.noRules().rule("others", "assign", object("rep", "ben"));
        desk.delete(ConfigurationKind.POOL, "sales");

        assertThat(desk.reassign(AS_MIA, "to", object("next", true), "reason", "busy"))
                .isEqualTo(DONE);
        assertThat(file().placement().rep()).isEqualTo(BEN);
    }

    @Test
    void toWhomMustBeSaidOnceAndExist() {
        toMia();

        Map<Object[], String> wrong =
                Map.of(
                        new Object[] {"reason", "x"}, "/to",
                        new Object[] {"reason", "x", "to", object()}, "/to",
                        new Object[] {"reason", "x", "to", object("rep", "ben", "next", true)},
                                "/to",
                        new Object[] {"reason", "x", "to", object("rep", "kim")}, "/to/rep",
                        new Object[] {"reason", "x", "to", object("pool", "none")}, "/to/pool",
                        new Object[] {"to", object("next", true)}, "/reason");
        wrong.forEach((document, pointer) ->
                assertThatThrownBy(() -> desk.reassign(ADMIN, document))
                        .isInstanceOfSatisfying(
                                InvalidInputException.class,
                                e ->
                                        assertThat(e.violations().getFirst().pointer())
                                                .isEqualTo(pointer)));
        assertThat(file().placement().rep()).isEqualTo(MIA);
    }

    @Test
    void whatARepDidIsToldInTheTimeline() {
        toMia();

        assertThat(desk.record(AS_MIA, "type", "CALL", "note", "will call back")).isEqualTo(DONE);

        TimelineEntry entry = told("ACTIVITY_RECORDED");
        assertThat(entry.actor()).isEqualTo("rep:mia");
        assertThat(entry.detail())
                .containsEntry("type", "CALL")
                .containsEntry("note", "will call back")
                .containsEntry("at", NOON.toString());
        assertThatThrownBy(() -> desk.record(AS_MIA, "type", "CALL", "at", "2027-01-01T00:00:00Z"))
                .isInstanceOf(InvalidInputException.class);
    }
}
