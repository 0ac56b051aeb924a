package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.CrmDesk.HS;
import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.crm.MeetingResults;
import io.leaddispatcher.application.crm.port.BookedMeetings.BookedMeeting;
import io.leaddispatcher.application.crm.port.CrmActivities.MeetingState;
import io.leaddispatcher.application.crm.port.KnownOwners.Sight;
import io.leaddispatcher.application.dispatch.port.Outlet;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.connection.CrmWriting;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What the CRM is told of who has a lead. */
class CrmWritesTest {

    private static final Actor ADMIN = new Actor.Member(new UUID(5, 2), Role.ADMIN, null);

    private final CrmDesk crm = new CrmDesk();
    private final RoutingDesk desk = crm.desk;

    @Test
    void whoGetsALeadOwnsItAndHasTheTaskThere() {
        crm.toSales(ConnectionType.HUBSPOT);

        assertThat(crm.planned()).hasSize(2);
        assertThat(crm.send(0)).isEqualTo(new Attempt.Delivered("77"));
        assertThat(crm.send(1)).isEqualTo(new Attempt.Delivered("t1"));
        assertThat(crm.told)
                .containsExactly(
                        "51 is 77's", "51: Call by 77 until " + NOON.plus(Duration.ofMinutes(15)));
        assertThat(crm.outlet().entryWhenDelivered(crm.planned().get(0)))
                .isEqualTo("CRM_OWNER_WRITTEN");
        assertThat(crm.outlet().entryWhenDelivered(crm.planned().get(1)))
                .isEqualTo("CRM_TASK_CREATED");
    }

    @Test
    void aMeetingIsWrittenAsItStandsWhoeverHasTheLead() {
        UUID meeting = new UUID(0, 77);
        desk.leads.crmRecords.put(
                ANA,
                new Leads.RecordOfLead(
                        HS,
                        ConnectionType.HUBSPOT,
                        "51",
                        null,
                        CrmWriting.of(Map.of()),
                        List.of()));
        crm.connect(true, Map.of());
        var results =
                new MeetingResults(
                        desk.leads,
                        (_, planned) -> Mono.fromRunnable(() -> desk.deliveries.addAll(planned)),
                        () -> new UUID(3, desk.deliveries.size()),
                        () -> NOON);
        results.tell(TENANT, ANA, meeting).block();

        // Nobody has told yet when it is.
        assertThat(crm.send(0)).isEqualTo(new Attempt.Delivered(Outlet.UNCHANGED));
        for (MeetingState state : MeetingState.values()) {
            crm.meetings.put(
                    meeting, new BookedMeeting(null, NOON, NOON.plusSeconds(1_800), state, null));
            assertThat(crm.send(0)).isEqualTo(new Attempt.Delivered("m1"));
        }
        assertThat(crm.told)
                .containsExactly(
                        "51: Meeting SCHEDULED with null",
                        "51: Meeting HELD with null",
                        "51: Meeting NO_SHOW with null",
                        "51: Meeting CANCELLED with null");
        crm.meetings.put(
                meeting,
                new BookedMeeting(null, NOON, NOON.plusSeconds(1_800), MeetingState.NO_SHOW, "m9"));
        assertThat(crm.send(0)).isEqualTo(new Attempt.Delivered("m9"));
        assertThat(crm.told).last().isEqualTo("m9 is NO_SHOW");
        assertThat(crm.outlet().entryWhenDelivered(crm.planned().getFirst()))
                .isEqualTo("CRM_MEETING_WRITTEN");
    }

    @Test
    void pain44_aMeetingThatGoesToAnotherAndBackHasTheHostWhoHasTheLead() {
        crm.meetings.put(
                new UUID(0, 77),
                new BookedMeeting(
                        "Demo", NOON, NOON.plusSeconds(1_800), MeetingState.SCHEDULED, null));
        crm.toSales(ConnectionType.HUBSPOT);
        sendAll(0);

        int toBen = crm.planned().size();
        desk.reassign(ADMIN, "to", object("rep", "ben"), "reason", "on holiday");
        sendAll(toBen);
        int back = crm.planned().size();
        desk.reassign(ADMIN, "to", object("rep", "mia"), "reason", "back again");
        sendAll(back);

        assertThat(crm.told.stream().filter(each -> each.contains("Demo")))
                .as("each time the one event, with the host of then")
                .containsExactly(
                        "51: Demo SCHEDULED with 77",
                        "51: Demo SCHEDULED with 78",
                        "51: Demo SCHEDULED with 77");
    }

    @Test
    void ofTwoWritesOfAMeetingTheLaterOneWritesOnceTheEarlierIsThere() {
        UUID meeting = new UUID(0, 77);
        crm.meetings.put(
                meeting,
                new BookedMeeting(
                        "Demo", NOON, NOON.plusSeconds(1_800), MeetingState.SCHEDULED, null));
        crm.toSales(ConnectionType.HUBSPOT);
        int first = crm.planned().size() - 1;
        desk.reassign(ADMIN, "to", object("rep", "ben"), "reason", "on holiday");
        int second = crm.planned().size() - 1;

        assertThat(crm.send(first)).isEqualTo(new Attempt.Delivered(Outlet.UNCHANGED));
        crm.meetingUnderWay = true;
        assertThat(crm.send(second)).isInstanceOf(Attempt.NotYet.class);
        assertThat(crm.told).isEmpty();
        crm.meetingUnderWay = false;
        assertThat(crm.send(second)).isEqualTo(new Attempt.Delivered("m1"));
        assertThat(crm.told).containsExactly("51: Demo SCHEDULED with 78");
    }

    private void sendAll(int from) {
        for (int index = from; index < crm.planned().size(); index++) {
            crm.send(index);
        }
    }

    @Test
    void aLeadThatNoCrmHasToldOfIsWrittenNowhere() {
        crm.toSales(ConnectionType.GENERIC);

        assertThat(crm.planned()).isEmpty();
    }

    @Test
    void whatWaitsWritesTheLastOwnerAndNoTaskOfAnother() {
        crm.toSales(ConnectionType.HUBSPOT);
        desk.decline(new Actor.Rep("mia"), "reason", "no time");

        assertThat(crm.planned()).hasSize(5);
        for (int i = 4; i >= 0; i--) {
            crm.send(i);
        }
        assertThat(crm.told.stream().filter(each -> each.contains(" is ")).distinct())
                .containsExactly("51 is 78's");
        assertThat(crm.told.stream().filter(each -> each.contains("Call"))).hasSize(1);
    }

    @Test
    void ofSeveralThatHaveWaitedTheLastOneWritesOnce() {
        crm.toSales(ConnectionType.HUBSPOT);
        desk.decline(new Actor.Rep("mia"), "reason", "no time");

        assertThat(crm.send(0)).isEqualTo(new Attempt.Delivered(Outlet.UNCHANGED));
        assertThat(crm.send(3)).isEqualTo(new Attempt.Delivered("78"));
        assertThat(crm.told).containsExactly("51 is 78's");
    }

    @Test
    void whoWritesLateLooksOnceMore() {
        crm.toSales(ConnectionType.HUBSPOT);
        crm.whileWriting = () -> desk.decline(new Actor.Rep("mia"), "reason", "no time");

        assertThat(crm.send(0)).isInstanceOf(Attempt.NotYet.class);
        assertThat(crm.send(0))
                .as("somebody else writes that later")
                .isEqualTo(new Attempt.Delivered(Outlet.UNCHANGED));
        assertThat(crm.send(3)).isEqualTo(new Attempt.Delivered("78"));
    }

    @Test
    void whatIsDoneIsClosedThere() {
        crm.toSales(ConnectionType.HUBSPOT);
        crm.send(1);

        desk.record(new Actor.Rep("mia"), "type", "CALL");

        assertThat(crm.planned()).hasSize(3);
        for (int i = 0; i < 2; i++) {
            assertThat(crm.send(2)).isEqualTo(new Attempt.Delivered("t1"));
        }
        assertThat(crm.told).last().isEqualTo("t1 is done");
        assertThat(crm.outlet().entryWhenDelivered(crm.planned().get(2)))
                .isEqualTo("CRM_TASK_CLOSED");
    }

    @Test
    void whoseTaskGoesToSomebodyElseHasItNoLongerThere() {
        crm.toSales(ConnectionType.HUBSPOT);
        crm.send(1);

        desk.decline(new Actor.Rep("mia"), "reason", "no time");

        for (int i = 2; i < 5; i++) {
            crm.send(i);
        }
        assertThat(crm.told)
                .endsWith(
                        "t1 is cancelled",
                        "51 is 78's",
                        "51: Call by 78 until " + NOON.plus(Duration.ofMinutes(15)));
    }

    @Test
    void whenNobodyHasTheLeadItsTaskIsClosedAllTheSame() {
        crm.toSales(ConnectionType.HUBSPOT);
        crm.send(1);
        desk.decline(new Actor.Rep("mia"), "reason", "no time");
        crm.send(4);

        desk.giveBack(new Actor.Rep("ben"), "reason", "no budget");

        assertThat(crm.send(5)).isEqualTo(new Attempt.Delivered("t2"));
        assertThat(crm.told).last().isEqualTo("t2 is cancelled");
    }

    @Test
    void whatWasNotMadeYetIsNotMadeOpenAfterwards() {
        crm.toSales(ConnectionType.HUBSPOT);

        desk.record(new Actor.Rep("mia"), "type", "CALL");

        assertThat(crm.send(2)).as("it waits for it").isInstanceOf(Attempt.NotYet.class);
        assertThat(crm.send(1)).isEqualTo(new Attempt.Delivered(Outlet.UNCHANGED));
        assertThat(crm.send(2)).isEqualTo(new Attempt.Delivered(Outlet.UNCHANGED));
        assertThat(crm.told).isEmpty();
    }

    /** Both reps have had it, and it waits. */
    private void returned(ConnectionType type) {
        crm.toSales(type);
        desk.decline(new Actor.Rep("mia"), "reason", "no time");
        crm.send(crm.planned().size() - 2);
        desk.decline(new Actor.Rep("ben"), "reason", "no time");
    }

    @Test
    void whatNobodyHasIsNobodysThere() {
        returned(ConnectionType.HUBSPOT);

        int last = crm.planned().size() - 1;
        assertThat(crm.send(last)).isEqualTo(new Attempt.Delivered("nobody"));
        assertThat(crm.told).containsExactly("51 is 78's", "51 is nobody's");
        assertThat(crm.outlet().entryWhenDelivered(crm.delivered(last)))
                .isEqualTo("CRM_OWNER_CLEARED");
    }

    @Test
    void whomSomebodyHasMadeItsOwnerThereGoesOnOwningIt() {
        returned(ConnectionType.HUBSPOT);
        crm.ownerThere = "99";

        assertThat(crm.send(crm.planned().size() - 1))
                .isEqualTo(new Attempt.Delivered(Outlet.UNCHANGED));
        assertThat(crm.ownerThere).isEqualTo("99");
    }

    @Test
    void whoGetsItWhileItIsMadeNobodysOwnsIt() {
        returned(ConnectionType.HUBSPOT);
        int last = crm.planned().size() - 1;
        crm.whileWriting =
                () -> desk.reassign(ADMIN, "to", object("rep", "mia"), "reason", "knows it");

        assertThat(crm.send(last)).isInstanceOf(Attempt.NotYet.class);
        assertThat(crm.send(last))
                .as("somebody else writes that later")
                .isEqualTo(new Attempt.Delivered(Outlet.UNCHANGED));
        for (int i = last + 1; i < crm.planned().size(); i++) {
            crm.send(i);
        }
        assertThat(crm.ownerThere).isEqualTo("77");
    }

    @Test
    void inSalesforceEachHasAnOwnerAndKeepsTheLast() {
        returned(ConnectionType.SALESFORCE);

        assertThat(crm.planned())
                .extracting(each -> String.valueOf(each.draft().document().get("crm")))
                .containsExactly("OWNER", "TASK", "TASK_END", "OWNER", "TASK", "TASK_END");
    }

    @Test
    void whatWasLeftOutThereNeedsNoEnd() {
        crm.toSales(ConnectionType.HUBSPOT, Map.of("writeBack", false));
        crm.send(1);

        desk.record(new Actor.Rep("mia"), "type", "CALL");

        assertThat(crm.planned()).hasSize(2);
    }

    @Test
    void whyNothingIsWrittenIsSaid() {
        crm.toSales(ConnectionType.HUBSPOT);

        crm.owners.clear();
        assertThat(crm.send(0).toString()).contains("crm_owner_unknown", "rep mia");
        crm.owners.put("mia@x.test", "77");
        crm.refusal = new Attempt.Dead(new Cause("HUBSPOT_NOT_FOUND", "the record is gone"));
        assertThat(crm.send(0)).isEqualTo(crm.refusal);
        crm.connect(false, Map.of());
        assertThat(crm.send(0)).isInstanceOf(Attempt.ConnectionDead.class);
        crm.connect(true, Map.of("writeBack", false));
        assertThat(crm.send(0)).isEqualTo(new Attempt.Delivered(Outlet.UNCHANGED));
    }

    /** Whoever reads it learns whose user it is, and the lead stays with the rep. */
    @Test
    void anOwnerWhoIsNoLongerActiveThereIsNamedWithTheRep() {
        crm.toSales(ConnectionType.SALESFORCE);
        crm.inactive.add("77");
        crm.refusal =
                new Attempt.WrongTarget(
                        new Cause("SALESFORCE_INACTIVE_OWNER_OR_USER", "inactive owner"));

        var owner = crm.send(0);
        var task = crm.send(1);

        assertThat(owner)
                .isEqualTo(
                        new Attempt.WrongTarget(
                                new Cause(
                                        "crm_owner_inactive",
                                        "rep mia is owner 77 in connection hs, who is no longer active there")));
        assertThat(task).isEqualTo(owner);
        assertThat(crm.desk.open(new RepKey("mia"))).isEqualTo(1);
    }

    @Test
    void whatIsRefusedForAnotherReasonIsToldInTheCrmsWords() {
        crm.toSales(ConnectionType.HUBSPOT);
        crm.refusal = new Attempt.Dead(new Cause("HUBSPOT_REFUSED", "a property is not known"));

        assertThat(crm.send(0)).as("the owner is active").isEqualTo(crm.refusal);

        crm.inactive.add("77");
        crm.ownersRefused = new Attempt.Retry(new Cause("HUBSPOT_UNAVAILABLE", "502"));
        assertThat(crm.send(0)).as("nobody knows").isEqualTo(crm.refusal);

        crm.ownersRefused = null;
        crm.refusal = new Attempt.Retry(new Cause("HUBSPOT_UNAVAILABLE", "502"));
        assertThat(crm.send(0)).as("it is tried again").isEqualTo(crm.refusal);
    }

    @Test
    void aRecordThatComesInForALeadWhichSomebodyHasIsToldSo() {
        crm.toSales(ConnectionType.HUBSPOT);
        desk.deliveries.clear();
        desk.untold.add(ANA);
        desk.update(ANA, "contact.firstName", "Ana");
        desk.record("another", ANA, "contact.firstName", "Anna");
        desk.turn();
        assertThat(crm.planned()).isEmpty();

        desk.record("hs", ANA, "contact.firstName", "Ana");
        desk.record("hs", ANA, "contact.lastName", "Ruiz");
        desk.turn();

        assertThat(crm.planned()).hasSize(2);
        crm.send(0);
        crm.send(1);
        assertThat(crm.told)
                .containsExactly(
                        "51 is 77's", "51: Call by 77 until " + NOON.plus(Duration.ofMinutes(15)));

        desk.untold.clear();
        desk.record("hs", ANA, "contact.firstName", "Anne");
        desk.turn();
        assertThat(crm.planned()).as("it was told").hasSize(2);
    }

    @Test
    void aRecordOfALeadThatNobodyHasIsToldLater() {
        crm.toSales(ConnectionType.HUBSPOT);
        desk.untold.add(ANA);
        desk.giveBack(new Actor.Rep("mia"), "reason", "no budget", "queue", "partners");
        desk.deliveries.clear();

        desk.record("hs", ANA, "contact.firstName", "Ana");
        desk.turn();

        assertThat(crm.planned()).isEmpty();
    }

    @Test
    void withWhomARefusedWriteHasLeftTheRecordIsRemembered() {
        crm.toSales(ConnectionType.HUBSPOT);
        crm.ownerThere = "99";

        crm.refusal = new Attempt.Retry(null, new Cause("BUSY", "later"));
        crm.send(0);
        assertThat(crm.known.seen).isEmpty();

        crm.refusal = new Attempt.Dead(new Cause("NO", "a rule says no"));
        crm.send(0);
        crm.owners.clear();
        crm.send(0);
        crm.send(1);

        assertThat(crm.known.seen)
                .containsExactly(
                        new Sight(TENANT, HS, "51", "99", null, NOON),
                        new Sight(TENANT, HS, "51", "99", null, NOON));
    }

    private static Map<String, Object> writing() {
        return Map.of(
                "writeFields",
                Map.of("rule", "ld_rule", "status", "hs_lead_status"),
                "statusValues",
                Map.of("ASSIGNED", "NEW", "ACCEPTED", "OPEN"),
                "writeNote",
                true);
    }

    @Test
    void whatIsNamedInTheSettingsIsWrittenWithTheOwner() {
        crm.toSales(ConnectionType.HUBSPOT, writing());

        for (int i = 0; i < crm.planned().size(); i++) {
            crm.send(i);
        }
        assertThat(crm.told)
                .contains("51 is 77's", "51 has {hs_lead_status=NEW, ld_rule=all}")
                .anyMatch(each -> each.startsWith("51: Given to Mia by rule 'all'"));

        crm.told.clear();
        desk.accept(new Actor.Rep("mia"));
        assertThat(crm.planned()).hasSize(4);
        crm.send(3);
        assertThat(crm.told).containsExactly("51 has {hs_lead_status=OPEN, ld_rule=all}");
    }
}
