package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Managers act for their own teams: Zoe manages the one of Mia, and Ben is in another one. */
class TeamLeadsTest {

    private static final RepKey MIA = new RepKey("mia");
    private static final Actor ZOE = manager("zoe");
    private static final ActOutcome DONE = new ActOutcome.Done();

    private final RoutingDesk desk = new RoutingDesk();

    private static Actor manager(@Nullable String rep) {
        return new Actor.Member(new UUID(5, 2), Role.MANAGER, rep);
    }

    @BeforeEach
    void twoTeams() {
        desk.keep(ConfigurationKind.REP, "zoe", "name", "Zoe", "email", "zoe@x.test");
        team("emea", "mia");
        team("apac", "ben");
        desk.change(
                ConfigurationKind.TEAM,
                "emea",
                "name",
                "emea",
                "members",
                List.of("mia"),
                "manager",
                "zoe");
    }

    private void team(String key, String member) {
        desk.keep(ConfigurationKind.TEAM, key, "name", key, "members", List.of(member));
        desk.change(ConfigurationKind.QUEUE, "of-" + key, "name", key, "team", key);
    }

    private void goesTo(String kind, String key) {
        desk.rule("all", "assign", object(kind, key));
        desk.event(ANA, "lead.intent", "demo");
        desk.turn();
    }

    private void refused(Supplier<ActOutcome> act) {
        LeadStatus before = desk.file(ANA).status();
        assertThatThrownBy(act::get)
                .isInstanceOfSatisfying(
                        AccessDeniedException.class,
                        denied -> assertThat(denied.because()).contains("a team that is not"));
        assertThat(desk.file(ANA).status()).isEqualTo(before);
        assertThat(desk.assignments.accepted).isEmpty();
        assertThat(desk.assignments.ended).isEmpty();
    }

    private void notOfTheirs(String rep) {
        assertThatThrownBy(() -> desk.accept(ZOE, "rep", rep))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        wrong ->
                                assertThat(wrong.violations().getFirst().message())
                                        .isEqualTo("'%s' is in no team of yours".formatted(rep)));
    }

    @Test
    void whatIsOverIsStillOfTheTeamThatHadIt() {
        goesTo("rep", "ben");
        desk.complete(ANA);

        for (Actor who : List.of(ZOE, manager(null))) {
            assertThatThrownBy(() -> desk.record(who, "type", "CALL"))
                    .isInstanceOf(AccessDeniedException.class);
        }
        assertThat(desk.record(manager("ben"), "type", "CALL")).isEqualTo(DONE);
    }

    @Test
    void whatARepOfTheirTeamHasIsTheirsToActOn() {
        goesTo("rep", "mia");

        assertThat(desk.accept(ZOE)).isEqualTo(DONE);
        assertThat(desk.record(ZOE, "type", "CALL")).isEqualTo(DONE);
        assertThat(desk.reassign(ZOE, "to", object("rep", "ben"), "reason", "knows them"))
                .isEqualTo(DONE);
        assertThat(desk.file(ANA).placement().rep()).isEqualTo(new RepKey("ben"));
    }

    @Test
    void whatAnotherTeamHasTheySeeAndLeaveAlone() {
        goesTo("rep", "ben");

        for (Actor who : List.of(ZOE, manager("mia"), manager(null))) {
            refused(() -> desk.accept(who));
            refused(() -> desk.decline(who, "reason", "x"));
            refused(() -> desk.reassign(who, "to", object("rep", "mia"), "reason", "x"));
            refused(() -> desk.reroute(who, "reason", "x"));
            refused(() -> desk.record(who, "type", "CALL"));
        }
        assertThat(desk.accept(manager("ben"))).isEqualTo(DONE);
    }

    @Test
    void outOfTheQueueOfTheirTeamTheyTakeForItsReps() {
        goesTo("queue", "of-emea");

        notOfTheirs("ben");
        refused(() -> desk.accept(manager("ben"), "rep", "ben"));
        assertThat(desk.accept(ZOE, "rep", "mia")).isEqualTo(DONE);
        assertThat(desk.file(ANA).placement().rep()).isEqualTo(MIA);
    }

    @Test
    void whoManagesTwoTeamsTakesOutOfTheQueueOfOneForItsRepsOnly() {
        desk.change(
                ConfigurationKind.TEAM,
                "apac",
                "name",
                "apac",
                "members",
                List.of("ben"),
                "manager",
                "zoe");
        goesTo("queue", "of-apac");

        assertThatThrownBy(() -> desk.accept(ZOE, "rep", "mia"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        wrong ->
                                assertThat(wrong.violations().getFirst().message())
                                        .contains("no active member of the team of the queue"));
        assertThat(desk.accept(ZOE, "rep", "ben")).isEqualTo(DONE);
    }

    @Test
    void theQueueOfAnotherTeamIsNotTheirs() {
        goesTo("queue", "of-apac");

        refused(() -> desk.accept(ZOE, "rep", "mia"));
        refused(() -> desk.reassign(ZOE, "to", object("rep", "mia"), "reason", "x"));
        refused(() -> desk.record(ZOE, "type", "CALL"));
    }

    @Test
    void whatWaitsInNoTeamsQueueIsEverybodys() {
        goesTo("queue", "partners");

        notOfTheirs("ben");
        assertThat(desk.record(manager(null), "type", "CALL")).isEqualTo(DONE);
        assertThat(desk.accept(ZOE, "rep", "mia")).isEqualTo(DONE);
    }

    @Test
    void ofSeveralWhoAreAskedTheySpeakForTheirOwn() {
        desk.rule("all", "assign", object("pool", "sales"), "offer", object("mode", "BROADCAST"));
        desk.event(ANA, "lead.intent", "demo");
        desk.turn();

        refused(() -> desk.accept(ZOE, "rep", "ben"));
        refused(() -> desk.decline(ZOE, "rep", "ben", "reason", "x"));
        assertThat(desk.accept(ZOE, "rep", "mia")).isEqualTo(DONE);
        assertThat(desk.file(ANA).placement().rep()).isEqualTo(MIA);
    }

    @Test
    void aRepWhoIsAskedDoesNotAnswerForAnother() {
        desk.rule("all", "assign", object("pool", "sales"), "offer", object("mode", "BROADCAST"));
        desk.event(ANA, "lead.intent", "demo");
        desk.turn();
        Actor mia = new Actor.Member(new UUID(5, 3), Role.REP, "mia");

        assertThat(desk.accept(mia, "rep", "ben")).isEqualTo(new ActOutcome.HeldByAnother(null));
        assertThat(desk.file(ANA).placement().rep()).isNull();
        assertThat(desk.accept(mia)).isEqualTo(DONE);
    }
}
