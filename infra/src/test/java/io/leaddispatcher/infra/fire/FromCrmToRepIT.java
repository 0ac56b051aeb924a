package io.leaddispatcher.infra.fire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.base.Ascii;
import io.leaddispatcher.adapter.hubspot.StandInRecords;
import io.leaddispatcher.infra.fire.SlackTeam.Call;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A lead's way from the CRM to the reps in Slack and back into the CRM. */
class FromCrmToRepIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final StandInRecords CRM = SharedNode.hubSpot().records();

    private static Workspace workspace;
    private static LeadDesk desk;
    private static SlackDoor door;

    @BeforeAll
    static void found() throws Exception {
        workspace = Workspace.found(SharedNode.node(), "crmwalk");
        Api api = workspace.api();
        desk = new LeadDesk(api);
        for (String rep : List.of("mia", "ben")) {
            CRM.owner("owner-" + rep, rep + "@walk.test");
            api.put(
                    "/reps/" + rep,
                    """
                    {"name":"%1$s","email":"%1$s@walk.test","slackUserId":"U-walk-%1$s","crmOwnerIds":{"hubspot":"owner-%1$s"}}
                    """
                            .formatted(rep));
        }
        api.put(
                "/pools/all",
                """
                {"name":"All","strategy":"PRIORITY","members":[{"rep":"mia"},{"rep":"ben"}]}
                """);
        api.put(
                "/sla-policies/hot",
                """
                {"name":"Hot","targets":{"DISPATCHED":"PT1M","ACCEPTED":"PT5M","FIRST_ACTION":"PT15M"}}
                """);
        api.put("/queues/support", "{\"name\":\"Support\",\"type\":\"SUPPORT\",\"pull\":false}");
        door =
                SlackDoor.connect(
                        desk, api, SharedNode.slack(), "T-WALK", "the-secret-of-the-walkers");
        desk.publish(
                "{\"pool\":\"all\"}",
                ",\"sla\":\"hot\",\"nextAction\":{\"task\":\"CALL\",\"dueIn\":\"PT15M\"}");
    }

    @Test
    void whoDeclinesItPassesItOnAndWhoAcceptsItIsSeenInSlackInTheCrmAndInTheTimeline()
            throws Exception {
        String lead = created("7001", "ana");
        Call first = door.card(lead, "U-walk-mia");
        assertThat(first.shown()).contains("Ana Ruiz", "lead_crm", "7001");
        await().atMost(PATIENCE).until(() -> CRM.ownerOf(7001).equals("owner-mia"));

        door.send("/interactions", door.press(first, "lead_decline", "U-walk-mia"));

        door.changed(lead, "Declined by mia. ben has this lead.");
        Call next = door.card(lead, "U-walk-ben");
        String yes = door.press(next, "lead_accept", "U-walk-ben");
        assertThat(door.send("/interactions", yes).statusCode()).isEqualTo(200);

        Call shown = door.changed(lead, "Accepted by ben");
        assertThat(shown.channel()).isEqualTo("D-U-walk-ben");
        assertThat(shown.shown())
                .contains("lead_outcome")
                .doesNotContain("lead_accept", "lead_give_back");
        assertThat(clocks(lead))
                .containsExactlyInAnyOrder(
                        "DISPATCHED MET", "ACCEPTED MET", "FIRST_ACTION RUNNING");
        await().atMost(PATIENCE).until(() -> CRM.ownerOf(7001).equals("owner-ben"));
        await().atMost(PATIENCE)
                .until(() -> openTasks("7001").equals(List.of("CALL of owner-ben")));
        desk.done(lead, "activities", "{\"type\":\"CALL\",\"rep\":\"ben\"}");
        await().atMost(PATIENCE).until(() -> openTasks("7001").isEmpty());
        desk.done(
                lead,
                "reassign",
                "{\"to\":{\"queue\":\"support\"},\"reason\":\"a question first\"}");
        await().atMost(PATIENCE).until(() -> CRM.ownerOf(7001).isEmpty());
        assertThat(entry(lead, "CRM_OWNER_CLEARED")).contains("\"reference\":\"nobody\"");
        assertThat(entry(lead, "CRM_TASK_CLOSED")).contains("\"connection\":\"hubspot\"");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(story(lead))
                                .containsSubsequence(
                                        "LEAD_RECEIVED hubspot api",
                                        "ASSIGNMENT_OFFERED system system",
                                        "ASSIGNMENT_DECLINED rep:mia slack",
                                        "ASSIGNMENT_OFFERED system system",
                                        "ASSIGNMENT_ACCEPTED rep:ben slack")
                                .contains("DISPATCHED system slack")
                                .filteredOn(entry -> entry.startsWith("CRM_OWNER_WRITTEN"))
                                .hasSizeBetween(1, 2));
    }

    @Test
    void whatWasHandedOffIsGivenBackAndWhatWasDoneIsToldInSlack() throws Exception {
        String lead = created("7002", "bob");
        door.send(
                "/interactions",
                door.press(door.card(lead, "U-walk-mia"), "lead_accept", "U-walk-mia"));
        desk.done(
                lead,
                "handoff",
                "{\"type\":\"SUPPORT\",\"queue\":\"support\",\"reason\":\"a fault\"}");
        desk.done(lead, "reassign", "{\"to\":{\"rep\":\"ben\"},\"reason\":\"knows it\"}");
        Call offered = door.card(lead, "U-walk-ben");
        door.send("/interactions", door.press(offered, "lead_accept", "U-walk-ben"));
        Call shown = door.changed(lead, "Handed off by mia");

        JsonNode log = door.window(shown, "lead_outcome", "U-walk-ben");
        door.fillIn(
                log,
                "U-walk-ben",
                """
                {"type":{"v":{"selected_option":{"value":"DID_REPLY"}}},"reason":{"v":{"value":"wants a demo"}}}
                """);
        assertThat(entry(lead, "ACTIVITY_RECORDED"))
                .contains("\"actor\":\"rep:ben\"", "\"channel\":\"slack\"", "\"reply\":true");

        JsonNode why = door.window(shown, "lead_give_back", "U-walk-ben");
        assertThat(door.fillIn(why, "U-walk-ben", "{}").body()).contains("\"reason\"");
        door.fillIn(why, "U-walk-ben", "{\"reason\":{\"v\":{\"value\":\"wants to buy\"}}}");

        assertThat(desk.get("/leads/" + lead).at("/assignment/repKey").asString()).isEqualTo("mia");
        assertThat(entry(lead, "HANDOFF_RETURNED"))
                .contains("\"actor\":\"rep:ben\"", "\"channel\":\"slack\"", "wants to buy");
    }

    @Test
    void aMeetingThatIsBookedInHubSpotIsToldInSlackAndItsResultIsKept() throws Exception {
        desk.api()
                .put(
                        "/policies/meeting/draft",
                        """
                        {"tiers":[{"name":"Booked","rules":[{"id":"host","assign":{"meetingHost":{}}}]}],
                         "fallback":{"queue":"fallback"}}
                        """);
        assertThat(
                        desk.api()
                                .post(
                                        "/policies/meeting/draft/publish",
                                        "{\"comment\":\"test\",\"expectedVersion\":1}")
                                .statusCode())
                .isEqualTo(200);
        contact("7003", "eva");
        CRM.meeting(
                9001,
                7003,
                Map.of(
                        "hs_meeting_title",
                        "Intro call",
                        "hs_meeting_start_time",
                        "2027-03-05T14:00:00Z",
                        "hs_meeting_end_time",
                        "2027-03-05T14:30:00Z",
                        "hs_meeting_outcome",
                        "SCHEDULED",
                        "hubspot_owner_id",
                        "owner-ben"));

        tell("object.creation", "9001", ",\"objectTypeId\":\"0-47\"");

        String lead = lead("eva");
        Call card = door.card(lead, "U-walk-ben");
        assertThat(card.shown()).contains("Eva Ruiz");
        JsonNode shown =
                await().atMost(PATIENCE)
                        .until(
                                () -> desk.get("/leads/" + lead),
                                found -> found.at("/meetings/0").has("dispatchLatency"));
        assertThat(shown.required("kind").asString()).isEqualTo("meeting");
        assertThat(shown.at("/assignment/ruleId").asString()).isEqualTo("host");
        assertThat(shown.at("/meetings/0/state").asString()).isEqualTo("BOOKED");
        assertThat(shown.at("/meetings/0/provider").asString()).isEqualTo("hubspot");
        Duration fromBookingToSlack =
                Duration.parse(shown.at("/meetings/0/dispatchLatency").asString());
        System.out.printf("from the booking in HubSpot to Slack: %s%n", fromBookingToSlack);
        assertThat(fromBookingToSlack).isPositive().isLessThan(Duration.ofMinutes(1));

        JsonNode listed = desk.get("/meetings?rep=ben&state=BOOKED").at("/items/0");
        assertThat(listed.required("leadId").asString()).isEqualTo(lead);
        assertThat(listed.required("dispatchLatency").asString())
                .isEqualTo(shown.at("/meetings/0/dispatchLatency").asString());
        assertThat(listed.required("outcomeMissing").asBoolean()).isFalse();
        assertThat(desk.get("/meetings?when=PAST").required("items")).isEmpty();

        desk.done(lead, "outcomes", "{\"type\":\"MEETING_HELD\"}");
        await().atMost(PATIENCE)
                .until(() ->
                        CRM.activities("meetings").stream()
                                .anyMatch(each ->
                                        "COMPLETED"
                                                .equals(
                                                        each.properties()
                                                                .get("hs_meeting_outcome"))));

        CRM.meeting(9001, 7003, Map.of("hs_meeting_outcome", "NO_SHOW"));
        tell(
                "object.propertyChange",
                "9001",
                ",\"objectTypeId\":\"0-47\",\"propertyName\":\"hs_meeting_outcome\"");

        assertThat(entry(lead, "NO_SHOW")).contains("hubspot");
        assertThat(desk.get("/leads/" + lead).at("/meetings/0/state").asString())
                .isEqualTo("NO_SHOW");

        // That somebody was told of it so soon stays true of the lead that it goes over to.
        String other = created("7004", "evi");
        desk.done(lead, "merge", "{\"into\":\"%s\"}".formatted(other));
        assertThat(desk.get("/leads/" + other).at("/meetings/0/dispatchLatency").asString())
                .isEqualTo(shown.at("/meetings/0/dispatchLatency").asString());
        assertThat(desk.get("/meetings?state=NO_SHOW").at("/items/0/dispatchLatency").asString())
                .isEqualTo(shown.at("/meetings/0/dispatchLatency").asString());
    }

    /** The lead of a contact that HubSpot says there is. */
    private static String created(String contact, String name) throws Exception {
        contact(contact, name);
        tell("contact.creation", contact, "");
        return lead(name);
    }

    private static String lead(String name) throws Exception {
        String search = "/leads?q=%s@walkers.test".formatted(name);
        await().atMost(PATIENCE).until(() -> desk.get(search).required("items").size() == 1);
        return desk.get(search).at("/items/0/id").asString();
    }

    private static void contact(String contact, String name) {
        CRM.contact(
                Long.parseLong(contact),
                null,
                Map.of(
                        "email",
                        name + "@walkers.test",
                        "firstname",
                        Ascii.toUpperCase(name.substring(0, 1)) + name.substring(1),
                        "lastname",
                        "Ruiz"));
    }

    /**
     * @param more other properties of the event, each after a comma
     */
    private static void tell(String type, String object, String more) throws Exception {
        String body =
                """
                [{"portalId":1,"subscriptionId":1,"subscriptionType":"%s",
                  "objectId":%s,"eventId":1,"occurredAt":%d%s}]
                """
                        .formatted(type, object, Instant.now().toEpochMilli(), more);
        long now = Instant.now().toEpochMilli();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Workspace.CLIENT_SECRET.getBytes(UTF_8), "HmacSHA256"));
        String signature =
                Base64.getEncoder()
                        .encodeToString(
                                mac.doFinal(
                                        ("POST" + workspace.hubspot() + body + now)
                                                .getBytes(UTF_8)));
        assertThat(
                        CLIENT.send(
                                        HttpRequest.newBuilder(local())
                                                .header("Content-Type", "application/json")
                                                .header("X-HubSpot-Request-Timestamp", "" + now)
                                                .header("X-HubSpot-Signature-v3", signature)
                                                .POST(BodyPublishers.ofString(body))
                                                .build(),
                                        BodyHandlers.ofString())
                                .statusCode())
                .isBetween(200, 204);
    }

    /** The door as it is reached here, though the world knows it by the public address. */
    private static URI local() {
        return URI.create(
                "http://127.0.0.1:%d%s"
                        .formatted(workspace.api().port(), workspace.hubspot().getRawPath()));
    }

    private static List<String> openTasks(String contact) {
        return CRM.activities("tasks").stream()
                .filter(task -> task.contact().equals(contact))
                .filter(task -> !"COMPLETED".equals(task.properties().get("hs_task_status")))
                .map(task ->
                        task.properties().get("hs_task_type")
                                + " of "
                                + task.properties().get("hubspot_owner_id"))
                .toList();
    }

    private static List<String> clocks(String lead) throws Exception {
        List<String> clocks = new ArrayList<>();
        for (JsonNode clock : desk.get("/leads/" + lead).required("clocks")) {
            clocks.add(
                    clock.required("target").asString() + " " + clock.required("state").asString());
        }
        return clocks;
    }

    /** Each entry of the timeline, with who did it and by which channel. */
    private static List<String> story(String lead) throws Exception {
        List<String> story = new ArrayList<>();
        for (JsonNode item : desk.get("/leads/%s/timeline".formatted(lead)).required("items")) {
            story.add(
                    "%s %s %s"
                            .formatted(
                                    item.required("type").asString(),
                                    item.path("actor").asString(""),
                                    item.path("channel").asString("")));
        }
        return story;
    }

    private static String entry(String lead, String type) throws Exception {
        await().atMost(PATIENCE).until(() -> desk.told(lead).contains(type));
        for (JsonNode item : desk.get("/leads/%s/timeline".formatted(lead)).required("items")) {
            if (item.required("type").asString().equals(type)) {
                return item.toString();
            }
        }
        return "";
    }
}
