package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.escalation.Unreached;
import io.leaddispatcher.application.escalation.Unreached.Why;
import io.leaddispatcher.domain.dispatch.DispatchPlan.Connected;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.sla.EscalationAction;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whom escalations would not reach, before any lead is late. */
class UnreachedTest {

    private static final Connected MAIL = new Connected(false, null, true);
    private static final Connected SLACK = new Connected(true, null, false);
    private static final Connected SLACK_WITH_CHANNEL = new Connected(true, "C1", false);

    private final RoutingDesk desk = new RoutingDesk();

    private List<String> unreached(Connected connected) {
        return Unreached.of(EnumSet.allOf(EscalationAction.class), roster(), connected).stream()
                .map(each -> "%s %s %s".formatted(each.action(), each.why(), each.teams()))
                .toList();
    }

    private Roster roster() {
        return Objects.requireNonNull(desk.configurations.current(TENANT).block())
                .configuration()
                .roster();
    }

    private void team(String key, @Nullable String manager, @Nullable String channel) {
        desk.change(
                ConfigurationKind.TEAM,
                key,
                "name",
                key.toUpperCase(Locale.ROOT),
                "members",
                List.of("mia"),
                manager == null ? "members" : "manager",
                manager == null ? List.of("mia") : manager,
                channel == null ? "members" : "slackChannel",
                channel == null ? List.of("mia") : channel);
    }

    @Test
    void aTeamNeedsAManagerOrAChannelInTheManagersPlace() {
        team("led", "ben", null);
        team("heard", null, "C7");
        team("lone", null, null);

        assertThat(unreached(SLACK_WITH_CHANNEL)).isEmpty();
        assertThat(unreached(MAIL))
                .containsExactlyInAnyOrder(
                        "NOTIFY_MANAGER NO_MANAGER [HEARD, LONE]", "NOTIFY_CHANNEL NO_SLACK []");
        assertThat(unreached(new Connected(true, null, true)))
                .containsExactlyInAnyOrder(
                        "NOTIFY_MANAGER NO_MANAGER [LONE]",
                        "NOTIFY_CHANNEL NO_CHANNEL [LED, LONE]");
    }

    @Test
    void aManagerWhoHasLeftIsNone() {
        team("led", "ben", null);
        desk.leave("ben");

        assertThat(unreached(MAIL)).contains("NOTIFY_MANAGER NO_MANAGER [LED]");
    }

    @Test
    void bySlackAloneTheManagerHasToBeKnownThere() {
        team("led", "ben", "C7");
        assertThat(unreached(SLACK)).containsExactly("NOTIFY_MANAGER MANAGER_UNLINKED [LED]");

        desk.change(
                ConfigurationKind.REP,
                "ben",
                "name",
                "Ben",
                "email",
                "ben@x.test",
                "slackUserId",
                "U7");

        assertThat(unreached(SLACK)).isEmpty();
    }

    @Test
    void withoutAnyTeamThereIsNobodyButTheWorkspacesChannel() {
        assertThat(unreached(SLACK_WITH_CHANNEL)).isEmpty();
        assertThat(unreached(SLACK))
                .containsExactlyInAnyOrder(
                        "NOTIFY_MANAGER NO_MANAGER []", "NOTIFY_CHANNEL NO_CHANNEL []");
    }

    @Test
    void whatOnlyMovesTheLeadNeedsNobody() {
        assertThat(
                        Unreached.of(
                                EnumSet.of(
                                        EscalationAction.REMIND,
                                        EscalationAction.REASSIGN,
                                        EscalationAction.QUEUE),
                                roster(),
                                MAIL))
                .isEmpty();
    }

    @Test
    void itIsSaidOfFewTeamsByNameAndOfMoreByNumber() {
        assertThat(
                        new Unreached(
                                        EscalationAction.NOTIFY_MANAGER,
                                        Why.NO_MANAGER,
                                        List.of("A", "B", "C", "D", "E"))
                                .said()
                                .english())
                .isEqualTo(
                        "This reaches nobody now for 'A', 'B', 'C' and 2 more: there is no active manager, and no Slack channel in the manager's place.");
    }
}
