package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A lead that was handed off goes back to whoever has handed it off. */
class GiveBackTest {

    private static final RepKey MIA = new RepKey("mia");
    private static final RepKey BEN = new RepKey("ben");
    private static final RepKey SUE = new RepKey("sue");
    private static final Actor AS_MIA = new Actor.Rep("mia");
    private static final Actor AS_SUE = new Actor.Rep("sue");
    private static final Actor ADMIN = new Actor.Member(new UUID(5, 2), Role.ADMIN, null);
    private static final ActOutcome DONE = new ActOutcome.Done();

    private final RoutingDesk desk = new RoutingDesk();

    private LeadFile file() {
        return desk.leads.get(TENANT, ANA);
    }

    /** Mia has handed Ana's lead off to support, where Sue has taken it. */
    @BeforeEach
    void withSue() {
        desk.keep(ConfigurationKind.REP, "sue", "name", "Sue Miller", "email", "sue@x.test");
        desk.keep(ConfigurationKind.TEAM, "care", "name", "Care", "members", List.of("sue"));
        desk.keep(
                ConfigurationKind.QUEUE, "help", "name", "Help", "type", "SUPPORT", "team", "care");
        desk.rule("all", "assign", object("pool", "sales"));
        desk.event(ANA, "lead.product", "payments");
        desk.turn();
        desk.accept(AS_MIA);
        assertThat(desk.handOff(AS_MIA, "type", "SUPPORT", "summary", object("notes", "login")))
                .isEqualTo(DONE);
        assertThat(desk.accept(AS_SUE)).isEqualTo(DONE);
        assertThat(file().placement().rep()).isEqualTo(SUE);
        desk.deliveries.clear();
    }

    private ActOutcome giveBack(Object... more) {
        Object[] all = new Object[4 + more.length];
        System.arraycopy(new Object[] {"toGiver", true, "reason", "wants to buy"}, 0, all, 0, 4);
        System.arraycopy(more, 0, all, 4, more.length);
        return desk.giveBack(AS_SUE, all);
    }

    private void mia(String name, Object value) {
        desk.change(
                ConfigurationKind.REP, "mia", "name", "Mia", "email", "mia@x.test", name, value);
    }

    private TimelineEntry told(String type) {
        return desk.entries(ANA).stream()
                .filter(entry -> entry.type().equals(type))
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    private List<Delivery> to(String rep) {
        return desk.deliveries.stream()
                .filter(each -> each.draft().recipient().equals("rep:" + rep))
                .toList();
    }

    @Test
    void itIsTheirsAgainWithTheReasonAndWhatTheyHadSaid() {
        assertThat(giveBack()).isEqualTo(DONE);

        assertThat(file().placement().rep()).isEqualTo(MIA);
        assertThat(desk.open(SUE)).isZero();
        assertThat(desk.open(MIA)).isEqualTo(1);
        assertThat(told("ASSIGNMENT_RETURNED").detail()).containsEntry("reason", "wants to buy");
        assertThat(told("HANDOFF_RETURNED").detail())
                .containsEntry("type", "SUPPORT")
                .containsEntry("from", "sue")
                .containsEntry("to", "mia")
                .containsEntry("reason", "wants to buy")
                .doesNotContainKeys("queue", "against");
        assertThat(to("mia"))
                .singleElement()
                .extracting(each -> String.valueOf(each.draft().document().get("because")))
                .isEqualTo(
                        "Sue Miller gave it back: wants to buy"
                                + " (handed off to support with: login)");
        assertThat(to("sue")).as("who did it is not told").isEmpty();
        assertThat(desk.trail.told()).contains("lead.returned lead:" + ANA);
    }

    @Test
    void hoursKeepNobodyOutButABreakDoes() {
        mia("workingHours", object("SUN", List.of("09:00-10:00")));
        assertThat(giveBack()).isEqualTo(DONE);

        assertThat(file().placement().rep()).isEqualTo(MIA);
    }

    @Test
    void whoIsFullIsToldAndItWaitsForTheTeam() {
        desk.keep(ConfigurationKind.TEAM, "emea", "name", "EMEA", "members", List.of("mia"));
        desk.keep(ConfigurationKind.QUEUE, "emea-more", "name", "EMEA rest", "team", "emea");
        mia("capacity", object("open", 0));

        assertThat(giveBack()).isEqualTo(DONE);

        assertThat(file().status()).isEqualTo(LeadStatus.QUEUED);
        assertThat(file().placement().queue()).hasToString("emea-more");
        assertThat(file().placement().waitsFor()).isEqualTo("given back by sue: wants to buy");
        assertThat(told("HANDOFF_RETURNED").detail())
                .containsEntry("against", "AT_CAPACITY")
                .containsEntry("queue", "emea-more");
        assertThat(desk.assignments.ended.values()).contains(AssignmentState.RETURNED);
        assertThat(to("mia"))
                .singleElement()
                .extracting(each -> String.valueOf(each.draft().document().get("news")))
                .isEqualTo(
                        "Sue Miller gave it back: wants to buy (handed off to support with: login)."
                                + " It waits in the queue EMEA rest.");
    }

    @Test
    void withoutAQueueOfTheTeamItWaitsWhereLeadsOfItsRuleDo() {
        mia("paused", true);

        assertThat(giveBack()).isEqualTo(DONE);

        assertThat(file().placement().queue()).hasToString("fallback");
    }

    @Test
    void whereItWaitsCanBeSaid() {
        mia("paused", true);

        assertThat(giveBack("queue", "partners")).isEqualTo(DONE);
        assertThat(file().placement().queue()).hasToString("partners");
    }

    @Test
    void itHasToExist() {
        assertThatThrownBy(() -> giveBack("queue", "none"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.violations().getFirst().pointer()).isEqualTo("/queue"));
        assertThat(file().placement().rep()).isEqualTo(SUE);
    }

    @Test
    void whoStandsInGetsIt() {
        mia(
                "outOfOffice",
                List.of(
                        object(
                                "from",
                                "2026-11-01T00:00:00Z",
                                "to",
                                "2026-12-01T00:00:00Z",
                                "delegate",
                                "ben")));

        assertThat(giveBack()).isEqualTo(DONE);

        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(told("HANDOFF_RETURNED").detail()).containsEntry("to", "ben");
    }

    @Test
    void whoeverGivesItBackDoesNotGetItAsTheOneWhoStandsIn() {
        mia(
                "outOfOffice",
                List.of(
                        object(
                                "from",
                                "2026-11-01T00:00:00Z",
                                "to",
                                "2026-12-01T00:00:00Z",
                                "delegate",
                                "sue")));

        assertThat(giveBack()).isEqualTo(DONE);

        assertThat(file().status()).isEqualTo(LeadStatus.QUEUED);
    }

    @Test
    void ofSeveralQueuesOfTheTeamTheFallbackComesFirstThenTheirKeys() {
        desk.keep(ConfigurationKind.TEAM, "emea", "name", "EMEA", "members", List.of("mia"));
        desk.keep(ConfigurationKind.QUEUE, "a-more", "name", "A", "team", "emea");
        desk.keep(
                ConfigurationKind.QUEUE, "b-late", "name", "B", "team", "emea", "type", "PARTNER");
        desk.keep(
                ConfigurationKind.QUEUE, "c-rest", "name", "C", "team", "emea", "type", "FALLBACK");
        mia("paused", true);

        assertThat(giveBack()).isEqualTo(DONE);

        assertThat(file().placement().queue()).hasToString("c-rest");
    }

    @Test
    void whoHasLeftHearsNothing() {
        desk.leave("mia");

        assertThat(giveBack()).isEqualTo(DONE);

        assertThat(file().status()).isEqualTo(LeadStatus.QUEUED);
        assertThat(to("mia")).isEmpty();
    }

    @Test
    void whatPeopleWriteStaysOutOfMessagesWhereFieldsAreSensitive() {
        desk.change(
                ConfigurationKind.FIELD,
                "diagnosis",
                "name",
                "Diagnosis",
                "type",
                "TEXT",
                "sensitive",
                true);

        assertThat(giveBack()).isEqualTo(DONE);

        assertThat(to("mia").getFirst().draft().document().toString())
                .contains("Sue Miller gave back what was handed off to support")
                .doesNotContain("wants to buy")
                .doesNotContain("login");
        assertThat(told("HANDOFF_RETURNED").detail()).containsEntry("reason", "wants to buy");
    }

    @Test
    void aManagerWhoDoesItInTheNameOfSomebodyTellsThem() {
        assertThat(desk.giveBack(ADMIN, "toGiver", true, "reason", "wrong team")).isEqualTo(DONE);

        assertThat(file().placement().rep()).isEqualTo(MIA);
        assertThat(to("sue"))
                .singleElement()
                .extracting(each -> each.draft().document().get("gone"))
                .isEqualTo("Somebody gave it back in your name. Mia has it now.");
    }

    @Test
    void itGoesBackStepByStep() {
        assertThat(desk.handOff(AS_SUE, "type", "SALES", "reason", "wants more")).isEqualTo(DONE);
        RepKey sales = file().placement().rep();
        assertThat(sales).isIn(MIA, BEN);

        assertThat(
                        desk.giveBack(
                                new Actor.Rep(String.valueOf(sales)),
                                "toGiver",
                                true,
                                "reason",
                                "no budget"))
                .isEqualTo(DONE);
        assertThat(file().placement().rep()).isEqualTo(SUE);
        assertThat(giveBack()).isEqualTo(DONE);
        assertThat(file().placement().rep()).isEqualTo(MIA);

        assertThatThrownBy(() -> desk.giveBack(AS_MIA, "toGiver", true, "reason", "and once more"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.violations().getFirst().pointer()).isEqualTo("/toGiver"));
        assertThat(file().placement().rep()).isEqualTo(MIA);
    }

    @Test
    void whoeverHasItAgainByAnotherWayCannotGiveItBackToOneself() {
        assertThat(desk.reassign(ADMIN, "to", object("rep", "mia"), "reason", "yours"))
                .isEqualTo(DONE);

        assertThatThrownBy(() -> desk.giveBack(AS_MIA, "toGiver", true, "reason", "x"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e ->
                                assertThat(e.violations().getFirst().message())
                                        .contains("'mia' has it again"));
    }

    @Test
    void anotherRepGivesNothingBack() {
        assertThat(desk.giveBack(new Actor.Rep("ben"), "toGiver", true, "reason", "x"))
                .isEqualTo(new ActOutcome.HeldByAnother(SUE));
    }
}
