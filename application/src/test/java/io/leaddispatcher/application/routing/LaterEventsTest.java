package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.BOB;
import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static io.leaddispatcher.application.routing.RoutingDesk.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import io.leaddispatcher.domain.dispatch.Occasion;
import io.leaddispatcher.domain.lead.LeadId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** More about a lead that is known already. */
class LaterEventsTest {

    private final RoutingDesk desk = new RoutingDesk();

    @Test
    void aLaterEventMergesAndMovesNobody() {
        desk.rule("all", "assign", object("pool", "sales"));
        desk.event(ANA, "contact.firstName", "Ana", "contact.email", "ana@acme.de");
        desk.turn();
        UUID later = desk.event(ANA, "contact.firstName", "Anna");

        desk.turn();

        assertThat(desk.outcome(later))
                .contains(entry("merged", true), entry("status", "ASSIGNED"))
                .doesNotContainKey("runId");
        assertThat(assignment(later)).containsEntry("repKey", "mia");
        assertThat(file().lead().text("contact.firstName")).contains("Anna");
        assertThat(file().lead().text("contact.email")).contains("ana@acme.de");
        assertThat(desk.entries(ANA).getLast().type()).isEqualTo("LEAD_UPDATED");
        assertThat(desk.entries(ANA).getLast().detail())
                .containsEntry("changed", List.of("contact.firstName"));
        assertThat(desk.assignments.offers).hasSize(1);
        assertThat(desk.runs).hasSize(1);
    }

    @Test
    void pain45_aMeetingThatIsMovedToAnotherCalendarStaysWithWhoeverHasTheLead() {
        desk.rule("host", "assign", object("meetingHost", object()))
                .rule("all", "assign", object("pool", "sales"));
        desk.event(ANA, "contact.email", "ana@acme.de", "meeting.host", "mia@x.test");
        desk.turn();
        desk.pause("mia", true);
        UUID moved = desk.event(ANA, "meeting.host", "ben@x.test");

        desk.turn();

        assertThat(assignment(moved)).containsEntry("repKey", "mia");
        assertThat(file().lead().text("meeting.host")).contains("ben@x.test");
        assertThat(desk.runs).hasSize(1);
    }

    @Test
    void twoEventsOfOneLeadInOneBatchAreOneRun() {
        desk.rule("all", "assign", object("pool", "sales"));
        UUID first = desk.event(ANA, "contact.firstName", "Ana");
        UUID second = desk.event(ANA, "contact.email", "ana@acme.de");

        desk.turn();

        assertThat(desk.outcome(first)).doesNotContainKey("merged");
        assertThat(desk.outcome(second)).containsEntry("merged", true);
        assertThat(assignment(second)).isEqualTo(assignment(first));
        assertThat(desk.told(ANA))
                .containsExactly(
                        "LEAD_RECEIVED", "LEAD_ROUTED", "ASSIGNMENT_OFFERED", "LEAD_UPDATED");
    }

    @Test
    void anEventThatSaysNothingNewIsNotTold() {
        desk.rule("all", "assign", object("pool", "sales"));
        desk.event(ANA, "contact.firstName", "Ana");
        desk.turn();
        desk.event(ANA, "contact.firstName", "Ana");

        desk.turn();

        assertThat(desk.told(ANA)).doesNotContain("LEAD_UPDATED");
    }

    @Test
    void whoeverHasALeadHearsThatItsPersonHasWrittenAgain() {
        desk.rule("all", "assign", object("pool", "sales"));
        desk.event(ANA, "contact.email", "ana@acme.de", "lead.message", "How much is it?");
        desk.turn();
        desk.now = NOON.plus(Duration.ofHours(3));
        desk.event(ANA, "lead.message", "Please call me");
        desk.event(ANA, "lead.message", "Today, if you can");

        desk.turn();

        assertThat(reminders())
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.occasion())
                            .isEqualTo(
                                    new Occasion.Reminder(
                                            "They have written again. What they say is on the lead's page."));
                    assertThat(message.reader().name()).isEqualTo("Mia");
                });
    }

    @Test
    void whatComesAtOnceTellsMoreOrIsAnUpdateIsNoSecondRequest() {
        desk.rule("all", "assign", object("pool", "sales"));
        desk.event(ANA, "contact.email", "ana@acme.de", "lead.message", "How much is it?");
        desk.turn();
        desk.now = NOON.plus(Duration.ofMinutes(4));
        desk.event(ANA, "lead.message", "How much is it, please?");
        desk.turn();
        desk.now = NOON.plus(Duration.ofHours(3));
        desk.event(ANA, "contact.firstName", "Ana");
        desk.update(ANA, "lead.message", "As it stands in the CRM");

        desk.turn();

        assertThat(reminders()).isEmpty();
    }

    private List<DispatchMessage> reminders() {
        return desk.deliveries.stream()
                .map(delivery -> DispatchMessage.read(delivery.draft().document()))
                .filter(message -> message.occasion() instanceof Occasion.Reminder)
                .toList();
    }

    @Test
    void aRejectedLeadIsDecidedAnewByItsNextEvent() {
        desk.rule(
                        "spam",
                        "name",
                        "Spam",
                        "when",
                        when("lead.intent", "eq", "spam"),
                        "assign",
                        object("reject", "looks like spam"))
                .rule("all", "assign", object("pool", "sales"));
        UUID first = desk.event(ANA, "lead.intent", "spam");
        desk.turn();
        UUID second = desk.event(ANA, "lead.intent", "demo");

        desk.turn();

        assertThat(desk.outcome(first))
                .contains(entry("status", "REJECTED"), entry("rejectReason", "looks like spam"));
        assertThat(desk.outcome(second))
                .contains(
                        entry("merged", true), entry("status", "ASSIGNED"), entry("ruleId", "all"))
                .doesNotContainKey("rejectReason");
        assertThat(desk.told(ANA))
                .containsExactly(
                        "LEAD_RECEIVED",
                        "LEAD_ROUTED",
                        "LEAD_REJECTED",
                        "LEAD_UPDATED",
                        "LEAD_ROUTED",
                        "ASSIGNMENT_OFFERED");
    }

    @Test
    void anUpdateDoesNotReviveWhatIsDone() {
        desk.rule("none", "assign", object("reject", "closed"));
        desk.event(ANA, "lead.intent", "demo");
        desk.turn();
        UUID update = desk.update(ANA, "lead.intent", "pricing");

        desk.turn();

        assertThat(desk.outcome(update))
                .contains(entry("merged", true), entry("status", "REJECTED"));
        assertThat(desk.runs).hasSize(1);
        assertThat(desk.entries(ANA).getLast())
                .satisfies(told -> {
                    assertThat(told.actor()).isEqualTo("hubspot");
                    assertThat(told.detail())
                            .contains(
                                    entry("source", "hubspot"),
                                    entry("connection", "hubspot-main"));
                });
    }

    @Test
    void whatHappenedWithALeadBeforeIsKnownToItsRules() {
        desk.rule(
                        "first",
                        "when",
                        when("lead.intent", "eq", "first"),
                        "assign",
                        object("rep", "ben"))
                .rule(
                        "open",
                        "when",
                        when("history.openAssignment", "eq", true),
                        "assign",
                        object("reject", "somebody has it"))
                .rule(
                        "warm",
                        "when",
                        when("history.lastTouchAt", "after", "2026-11-25T00:00:00Z"),
                        "assign",
                        object("previousOwner", object()))
                .rule("all", "assign", object("pool", "sales"));
        UUID cold = desk.event(ANA, "lead.intent", "new");
        UUID first = desk.event(BOB, "lead.intent", "first");
        desk.turn();
        Offer bens = desk.assignments.offers.getLast();
        complete(BOB);
        UUID stillOpen = desk.event(BOB, "lead.intent", "again");
        desk.turn();
        desk.assignments.offers.remove(bens);
        desk.touch(BOB, "rep:ben");
        UUID warm = desk.event(BOB, "lead.intent", "once more");
        desk.turn();

        assertThat(desk.outcome(cold)).containsEntry("ruleId", "all");
        assertThat(desk.outcome(first)).containsEntry("ruleId", "first");
        assertThat(desk.outcome(stillOpen)).containsEntry("ruleId", "open");
        assertThat(desk.outcome(warm)).containsEntry("ruleId", "warm");
        assertThat(assignment(warm)).containsEntry("repKey", "ben");
    }

    @Test
    void whatTheSystemDoesIsNoTouch() {
        desk.rule(
                        "warm",
                        "when",
                        object("field", "history.lastTouchAt", "op", "exists"),
                        "assign",
                        object("pool", "sales"))
                .rule("cold", "assign", object("reject", "cold"));
        desk.event(ANA, "lead.intent", "demo");
        desk.turn();
        desk.touch(ANA, "system");
        UUID again = desk.event(ANA, "lead.intent", "pricing");

        desk.turn();

        assertThat(desk.outcome(again)).containsEntry("ruleId", "cold");
    }

    private void complete(LeadId lead) {
        LeadFile file = desk.leads.get(TENANT, lead);
        desk.leads
                .save(
                        TENANT,
                        List.of(
                                new LeadFile(
                                        file.lead(),
                                        file.arrivedAt(),
                                        LeadStatus.COMPLETED,
                                        file.placement(),
                                        file.account(),
                                        file.previousRep())),
                        NOON)
                .block();
    }

    private LeadFile file() {
        return desk.leads.get(TENANT, ANA);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> assignment(UUID event) {
        return (Map<String, Object>) desk.outcome(event).getOrDefault("assignment", Map.of());
    }
}
