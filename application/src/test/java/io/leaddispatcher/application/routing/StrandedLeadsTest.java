package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.lead.TimelineEntry;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leads for which nobody is available. */
class StrandedLeadsTest {

    private final RoutingDesk desk = new RoutingDesk();

    @BeforeEach
    void nobodyIsThere() {
        desk.team("zoe");
        desk.keep(ConfigurationKind.QUEUE, "later", "name", "For later", "team", "emea");
        desk.pause("mia", true);
        desk.pause("ben", true);
        desk.alertsDue = true;
    }

    private void rule(String name, Object value) {
        desk.rule("all", "assign", object("pool", "sales"), name, value);
        desk.event(ANA);
        desk.turn();
    }

    private TimelineEntry queued() {
        return desk.entries(ANA).stream()
                .filter(entry -> entry.type().equals("LEAD_QUEUED"))
                .findFirst()
                .orElseThrow();
    }

    private List<Delivery> alerts() {
        return desk.deliveries.stream()
                .filter(each -> each.draft().recipient().equals("rep:zoe"))
                .toList();
    }

    @Test
    void pain16_whoLooksAfterTheQueueIsToldThatNobodyIsAvailable() {
        rule("whenUnavailable", object("queue", "later"));

        assertThat(alerts())
                .singleElement()
                .satisfies(told ->
                        assertThat(told.draft().document().get("reminder"))
                                .isEqualTo(
                                        "Nobody is available for this lead. It waits in the queue For later."));
    }

    @Test
    void aManagerWhoHasLeftIsNotTold() {
        desk.leave("zoe");
        rule("whenUnavailable", object("queue", "later"));

        assertThat(alerts()).isEmpty();
    }

    @Test
    void whatNobodyCanBeToldDoesNotKeepSomebodyFromBeingToldSoon() {
        desk.leave("zoe");
        rule("whenUnavailable", object("queue", "later"));

        assertThat(desk.alertsAsked).isEmpty();
    }

    @Test
    void theLeadSaysThatNobodyCouldBeToldOfIt() {
        desk.leave("zoe");
        rule("whenUnavailable", object("queue", "later"));

        assertThat(queued().detail())
                .containsEntry("told", List.of())
                .containsEntry("skipped", "NO_MANAGER_NOR_CHANNEL");
    }

    @Test
    void ofALeadOfWhichSomebodyCanBeToldNothingIsLeftOut() {
        desk.alertsDue = false;
        rule("whenUnavailable", object("queue", "later"));

        assertThat(queued().detail()).doesNotContainKeys("told", "skipped");
    }

    @Test
    void nobodyIsToldAgainSoSoon() {
        desk.alertsDue = false;
        rule("whenUnavailable", object("queue", "later"));

        assertThat(alerts()).isEmpty();
    }

    @Test
    void whatIsMeantToWaitIsNoAlarm() {
        desk.rule("all", "assign", object("queue", "later"));
        desk.event(ANA);
        desk.turn();

        assertThat(alerts()).isEmpty();
    }

    @Test
    void aLeadWhoseNextRingIsStillToComeIsNoAlarm() {
        desk.rule(
                "all",
                "rings",
                List.of(
                        object("assign", object("pool", "sales"), "wait", "PT5M"),
                        object("assign", object("rep", "zoe"))),
                "whenUnavailable",
                object("queue", "later"));
        desk.event(ANA);
        desk.turn();

        assertThat(alerts()).isEmpty();
    }
}
