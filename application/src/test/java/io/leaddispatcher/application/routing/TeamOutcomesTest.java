package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.dispatch.Listeners;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.outcome.RecordOutcome;
import io.leaddispatcher.application.outcome.port.Outcomes;
import io.leaddispatcher.application.subscription.WebhookEvent;
import io.leaddispatcher.application.work.Act;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.task.Task;
import io.leaddispatcher.domain.webhook.WebhookEventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What managers report of leads. Zoe manages Mia's team, and Ben is in another. */
class TeamOutcomesTest {

    private static final Actor ZOE = manager("zoe");
    private static final ActOutcome DONE = new ActOutcome.Done();

    private final RoutingDesk desk = new RoutingDesk();
    private final OutcomesDesk told = new OutcomesDesk(desk);
    private final List<Outcomes.Reported> reported = told.reported;
    private final List<Task> endedTasks = told.endedTasks;
    private final Listeners listeners = told.listeners;
    private final RecordOutcome recordOutcome = told.recordOutcome();

    private static Actor manager(@Nullable String rep) {
        return new Actor.Member(new UUID(5, 2), Role.MANAGER, rep);
    }

    @BeforeEach
    void twoTeams() {
        desk.keep(ConfigurationKind.REP, "zoe", "name", "Zoe", "email", "zoe@x.test");
        desk.keep(
                ConfigurationKind.TEAM,
                "emea",
                "name",
                "EMEA",
                "members",
                List.of("mia"),
                "manager",
                "zoe");
        desk.keep(ConfigurationKind.TEAM, "apac", "name", "APAC", "members", List.of("ben"));
        desk.change(ConfigurationKind.QUEUE, "of-apac", "name", "APAC", "team", "apac");
    }

    private void goesTo(String kind, String key, Object... more) {
        List<Object> rule = new ArrayList<>(List.of("assign", object(kind, key)));
        rule.addAll(List.of(more));
        desk.rule("all", rule.toArray());
        desk.event(ANA, "lead.intent", "demo");
        desk.turn();
    }

    private ActOutcome tell(Actor who, Object... document) {
        return Objects.requireNonNull(
                recordOutcome
                        .handle(new Act(new Caller(TENANT, who), ANA, object(document), "api"))
                        .block());
    }

    private void refused(Actor who, Object... document) {
        LeadStatus before = desk.file(ANA).status();
        int known = reported.size();
        assertThatThrownBy(() -> tell(who, document))
                .isInstanceOfSatisfying(
                        AccessDeniedException.class,
                        denied -> assertThat(denied.because()).contains("a team that is not"));
        assertThat(desk.file(ANA).status()).isEqualTo(before);
        assertThat(reported).hasSize(known);
    }

    @Test
    void whatARepOfTheirTeamHasTheyClose() {
        goesTo("rep", "mia", "nextAction", object("task", "CALL", "dueIn", "PT15M"));

        assertThat(tell(ZOE, "type", "WON")).isEqualTo(DONE);
        assertThat(endedTasks).extracting(Task::rep).containsExactly(new RepKey("mia"));
        assertThat(desk.file(ANA).status()).isEqualTo(LeadStatus.COMPLETED);
        assertThat(desk.open(new RepKey("mia"))).isZero();
        assertThat(reported).extracting(Outcomes.Reported::rep).containsExactly(new RepKey("mia"));
    }

    @Test
    void programsAreToldWhatCameOfALeadAndNotWhy() {
        goesTo("rep", "mia");

        tell(ZOE, "type", "WON", "amount", 1200, "currency", "EUR", "reason", "She liked it");

        assertThat(listeners.heard())
                .extracting(WebhookEvent::type)
                .containsExactly(
                        WebhookEventType.OUTCOME_RECORDED, WebhookEventType.ASSIGNMENT_COMPLETED);
        assertThat(listeners.heard().getFirst().data())
                .containsEntry("type", "WON")
                .containsEntry("rep", "mia")
                .containsEntry("currency", "EUR")
                .containsKey("amount")
                .doesNotContainKey("reason");
        assertThat(listeners.heard().getLast().data()).containsEntry("outcome", "WON");
    }

    @Test
    void whatAnotherTeamHasIsNotTheirsToClose() {
        goesTo("rep", "ben");

        refused(ZOE, "type", "LOST");
        refused(manager(null), "type", "LOST");
        assertThat(tell(manager("ben"), "type", "LOST")).isEqualTo(DONE);
    }

    @Test
    void ofSeveralWhoAreAskedOneOfTheirsIsEnough() {
        goesTo("pool", "sales", "offer", object("mode", "BROADCAST"));

        refused(manager(null), "type", "DISQUALIFIED");
        assertThat(tell(ZOE, "rep", "mia", "type", "DISQUALIFIED"))
                .as("nobody has it yet")
                .isEqualTo(new ActOutcome.HeldByAnother(null));
        assertThat(tell(ZOE, "type", "DISQUALIFIED", "reason", "SPAM")).isEqualTo(DONE);
        assertThat(desk.file(ANA).status()).isEqualTo(LeadStatus.COMPLETED);
        assertThat(desk.assignments.ended).hasSize(2);
        assertThat(reported).extracting(Outcomes.Reported::rep).containsOnlyNulls();
    }

    @Test
    void ofWhatIsAskedOfAnotherTeamAloneTheyReportNothing() {
        desk.change(
                ConfigurationKind.POOL,
                "sales",
                "name",
                "Sales",
                "strategy",
                "ROUND_ROBIN",
                "members",
                List.of(object("rep", "ben")));
        goesTo("pool", "sales", "offer", object("mode", "BROADCAST"));

        refused(ZOE, "type", "LOST");
        assertThat(tell(manager("ben"), "type", "LOST")).isEqualTo(DONE);
    }

    @Test
    void whatIsOverIsStillOfTheTeamThatHadIt() {
        goesTo("rep", "ben");
        assertThat(tell(manager("ben"), "type", "LOST")).isEqualTo(DONE);
        desk.now = desk.now.plusSeconds(60);

        refused(ZOE, "type", "WON");
        refused(manager(null), "type", "WON");
        assertThat(tell(manager("ben"), "type", "WON")).isEqualTo(DONE);
        assertThat(reported)
                .extracting(Outcomes.Reported::rep)
                .containsOnly(new RepKey("ben"))
                .hasSize(2);
    }

    @Test
    void whatWaitsInTheQueueOfAnotherTeamIsNotTheirs() {
        goesTo("queue", "of-apac");

        refused(ZOE, "type", "LOST");
        assertThat(tell(manager("ben"), "type", "LOST")).isEqualTo(DONE);
        assertThat(desk.file(ANA).status()).isEqualTo(LeadStatus.COMPLETED);
    }

    @Test
    void whatWaitsInNoTeamsQueueIsEverybodys() {
        goesTo("queue", "partners");

        assertThat(tell(manager(null), "type", "LOST")).isEqualTo(DONE);
    }
}
