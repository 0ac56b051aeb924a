package io.leaddispatcher.infra.fire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Meetings as Calendly and Cal.com tell of them, through the doors of the whole program. */
class MeetingsIT {

    private static final String KEY = "a-signing-key-of-some-length";
    private static final Node NODE = SharedNode.node();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static Api api;
    private static LeadDesk desk;
    private static String calendly;
    private static String calCom;

    @BeforeAll
    static void found() throws Exception {
        api = Workspace.found(NODE, "meetings").api();
        desk = new LeadDesk(api);
        calendly = hook("calendly", "signingKey");
        calCom = hook("calcom", "secret");
        api.put("/reps/ann", "{\"name\":\"Ann\",\"email\":\"ann@meetings.test\"}");
        api.put("/reps/bob", "{\"name\":\"Bob\",\"email\":\"bob@meetings.test\"}");
        api.put(
                "/pools/m",
                "{\"name\":\"M\",\"strategy\":\"ROUND_ROBIN\",\"members\":[{\"rep\":\"ann\"},{\"rep\":\"bob\"}],\"creditNoShow\":true}");
        api.put(
                "/sla-policies/soon",
                "{\"name\":\"Soon\",\"targets\":{\"FIRST_ACTION\":\"PT1H\"}}");
        api.put(
                "/policies/meeting/draft",
                """
                {"tiers":[{"name":"Meetings","rules":[
                   {"id":"host","when":{"field":"meeting.type","op":"eq","value":"check-in"},"assign":{"meetingHost":{}}},
                   {"id":"booked","assign":{"pool":"m"},"sla":"soon"}]}],
                 "fallback":{"queue":"fallback"}}
                """);
        assertThat(
                        api.post(
                                        "/policies/meeting/draft/publish",
                                        "{\"comment\":\"test\",\"expectedVersion\":1}")
                                .statusCode())
                .isEqualTo(200);
    }

    private static String hook(String type, String secret) throws Exception {
        api.put(
                "/connections/" + type,
                "{\"type\":\"%s\",\"secrets\":{\"%s\":\"%s\"}}".formatted(type, secret, KEY));
        return URI.create(desk.get("/connections/" + type).required("hookUrl").asString())
                .getPath();
    }

    private static String hmac(String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY.getBytes(UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    }

    private static int post(String path, String body, String header, String signature)
            throws IOException, InterruptedException {
        return CLIENT.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:%d%s"
                                                        .formatted(NODE.port(), path)))
                                .header("Content-Type", "application/json")
                                .header(header, signature)
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    private static void calendly(String body) throws Exception {
        long now = Instant.now().getEpochSecond();
        String signature = "t=%d,v1=%s".formatted(now, hmac(now + "." + body));
        assertThat(post(calendly, body, "Calendly-Webhook-Signature", signature)).isEqualTo(200);
    }

    private static void calCom(String body) throws Exception {
        assertThat(post(calCom, body, "X-Cal-Signature-256", hmac(body))).isEqualTo(200);
    }

    private static String created(String invitee, String email, String old) {
        return """
        {"event":"invitee.created","created_at":"%2$s","payload":{"uri":"%1$s","email":"%3$s","name":"Ana Ruiz",
         "first_name":"Ana","last_name":"Ruiz","timezone":"Europe/Madrid","created_at":"%2$s","old_invitee":%4$s,
         "questions_and_answers":[{"question":"Company","answer":"Acme"}],"tracking":{"utm_campaign":"q4"},
         "scheduled_event":{"name":"Intro call","start_time":"2027-03-05T14:00:00.000000Z","end_time":"2027-03-05T14:30:00.000000Z",
          "location":{"join_url":"https://zoom.example.test/j/1"},"event_memberships":[{"user_email":"ann@meetings.test"}]}}}
        """
                .formatted(invitee, Instant.now(), email, old.isEmpty() ? "null" : '"' + old + '"');
    }

    private static String moved(String invitee, String next) {
        return """
        {"event":"invitee.canceled","created_at":"%s","payload":{"uri":"%s","rescheduled":true,"new_invitee":"%s",
         "cancellation":{"reason":"another day","created_at":"%1$s"}}}
        """
                .formatted(Instant.now(), invitee, next);
    }

    private static JsonNode lead(String email) throws Exception {
        return desk.get("/leads?q=" + email).required("items");
    }

    /** The lead of this address, once it has these meetings, and is routed. */
    private static JsonNode leadWith(String email, String... states) {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            JsonNode found = lead(email);
                            return found.isEmpty()
                                    ? desk.get("/queues/fallback")
                                    : desk.get("/leads/" + found.path(0).path("id").asString());
                        },
                        lead ->
                                !lead.path("status").asString("NEW").equals("NEW")
                                        && states(lead).equals(List.of(states)));
    }

    private static List<String> states(JsonNode lead) {
        List<String> states = new ArrayList<>();
        lead.path("meetings").forEach(meeting -> states.add(meeting.path("state").asString()));
        return states;
    }

    private static List<String> meetingStory(JsonNode lead) throws Exception {
        return desk.told(lead.required("id").asString()).stream()
                .filter(type -> type.startsWith("MEETING_") || type.startsWith("NO_SHOW"))
                .toList();
    }

    @Test
    void pain25_aMeetingThatIsMovedIsOneLeadWhateverComesFirstAndHoweverOften() throws Exception {
        String first = "https://api.calendly.com/invitees/" + UUID.randomUUID();
        String second = "https://api.calendly.com/invitees/" + UUID.randomUUID();
        String email = "moved@meetings-lead.test";
        // The end of the old booking comes first of all, then the new one, the old one last.
        calendly(moved(first, second));
        String booking = created(second, email, first);
        calendly(booking);
        leadWith(email, "BOOKED");
        String old = created(first, email, "");
        for (int delivery = 0; delivery < 2; delivery++) {
            calendly(old);
            calendly(booking);
        }

        JsonNode lead = leadWith(email, "BOOKED", "MOVED");

        assertThat(lead(email)).hasSize(1);
        assertThat(lead.required("kind").asString()).isEqualTo("meeting");
        assertThat(lead.at("/assignment/ruleId").asString()).isEqualTo("booked");
        assertThat(lead.at("/company/name").asString()).isEqualTo("Acme");
        assertThat(lead.at("/lead/campaign").asString()).isEqualTo("q4");
        JsonNode meeting = lead.at("/meetings/0");
        assertThat(meeting.required("replaces").asString()).isEqualTo(first);
        assertThat(meeting.required("title").asString()).isEqualTo("Intro call");
        assertThat(meeting.at("/host/email").asString()).isEqualTo("ann@meetings.test");
        assertThat(meeting.required("joinUrl").asString()).startsWith("https://zoom");
        assertThat(
                        desk.get("/leads/%s/runs".formatted(lead.required("id").asString()))
                                .required("items"))
                .as("nothing but the booking was decided")
                .hasSize(1);
        assertThat(meetingStory(lead))
                .containsExactlyInAnyOrder("MEETING_BOOKED", "MEETING_BOOKED", "MEETING_CANCELLED");
        assertThat(
                        desk.get("/leads/%s/timeline".formatted(lead.required("id").asString()))
                                .toString())
                .contains("\"actor\":\"calendly\"", "\"rescheduled\":true");
    }

    @Test
    void pain07_whoDoesNotComeGivesTheTurnBackUntilThatIsTakenBack() throws Exception {
        String uid = UUID.randomUUID().toString();
        String email = "missing@meetings-lead.test";
        String booking =
                """
                {"triggerEvent":"BOOKING_CREATED","createdAt":"%s","payload":{"uid":"%s","title":"Intro","type":"intro","status":"ACCEPTED",
                 "startTime":"%1$s","endTime":"%1$s","organizer":{"name":"Bob","email":"bob@meetings.test"},
                 "attendees":[{"name":"Ben Ross","email":"%s","timeZone":"Europe/Berlin"}],"responses":{}}}
                """
                        .formatted(Instant.now(), uid, email);
        String missed = attendance(uid, false);
        // It overtakes its booking.
        calCom(missed);
        calCom(booking);
        calCom(missed);

        JsonNode lead = leadWith(email, "NO_SHOW");

        await().atMost(PATIENCE)
                .until(
                        () -> desk.told(lead.required("id").asString()),
                        told -> told.contains("OUTCOME_RECORDED"));
        assertThat(meetingStory(lead)).containsExactly("MEETING_BOOKED", "NO_SHOW");
        assertThat(desk.get("/pools/m/ledger").required("rows").toString())
                .contains("\"CREDIT\"", lead.required("id").asString());
        assertThat(credits()).isEqualTo(1);
        assertThat(desk.get("/leads/" + lead.required("id").asString()).required("clocks"))
                .as("what the calendar says is nothing that anybody did")
                .filteredOn(clock -> clock.required("target").asString().equals("FIRST_ACTION"))
                .singleElement()
                .matches(clock -> clock.required("state").asString().equals("RUNNING"));
        assertThat(desk.get("/connections/calcom/health").required("lastEventAt").isNull())
                .isFalse();

        String there = attendance(uid, true);
        calCom(there);
        calCom(there);
        await().atMost(PATIENCE).until(() -> credits() == 0);
        assertThat(meetingStory(lead))
                .containsExactly("MEETING_BOOKED", "NO_SHOW", "NO_SHOW_TAKEN_BACK");
    }

    @Test
    void pain47_whatAnotherRepHasHeldIsNoNoShowOfTheHost() throws Exception {
        String invitee = "https://api.calendly.com/invitees/" + UUID.randomUUID();
        String email = "stood-in@meetings-lead.test";
        calendly(created(invitee, email, ""));
        JsonNode lead = leadWith(email, "BOOKED");
        String id = lead.required("id").asString();
        // It is in Ann's calendar.
        if (!lead.at("/assignment/repKey").asString().equals("bob")) {
            desk.done(id, "reassign", "{\"to\":{\"rep\":\"bob\"},\"reason\":\"stands in\"}");
        }
        desk.done(id, "outcomes", "{\"type\":\"MEETING_HELD\"}");

        calendly(
                """
                {"event":"invitee_no_show.created","created_at":"%1$s","payload":{"uri":"u","invitee":"%2$s","created_at":"%1$s"}}
                """
                        .formatted(Instant.now(), invitee));
        SharedNode.tables()
                .awaitNone(
                        "select id from inbound_event where state in ('RECEIVED', 'READY')",
                        PATIENCE);

        JsonNode meeting = desk.get("/leads/" + id).at("/meetings/0");
        assertThat(meeting.required("state").asString()).isEqualTo("HELD");
        assertThat(meeting.required("heldBy").asString()).isEqualTo("bob");
        assertThat(meeting.at("/host/email").asString()).isEqualTo("ann@meetings.test");
        assertThat(desk.told(id)).doesNotContain("NO_SHOW");
    }

    @Test
    void aNoShowIsThatOfTheMeetingItWasToldOf() throws Exception {
        String email = "two-meetings@meetings-lead.test";
        String missed = UUID.randomUUID().toString();
        String held = UUID.randomUUID().toString();
        calCom(booked(missed, email, Instant.now().minus(Duration.ofDays(1))));
        leadWith(email, "BOOKED");
        calCom(booked(held, email, Instant.now().minus(Duration.ofHours(1))));
        String id = leadWith(email, "BOOKED", "BOOKED").required("id").asString();
        desk.done(id, "outcomes", "{\"type\":\"MEETING_HELD\"}");

        calCom(attendance(missed, false));
        await().atMost(PATIENCE).until(() -> desk.told(id).contains("NO_SHOW"));
        SharedNode.tables()
                .awaitNone(
                        "select id from inbound_event where state in ('RECEIVED', 'READY')",
                        PATIENCE);

        assertThat(desk.get("/leads/" + id).required("meetings"))
                .extracting(
                        meeting ->
                                meeting.required("startsAt")
                                                .asString()
                                                .compareTo(
                                                        Instant.now()
                                                                .minus(Duration.ofHours(12))
                                                                .toString())
                                        < 0,
                        meeting -> meeting.required("state").asString())
                .containsExactlyInAnyOrder(tuple(true, "NO_SHOW"), tuple(false, "HELD"));
    }

    private static String booked(String uid, String email, Instant at) {
        return """
        {"triggerEvent":"BOOKING_CREATED","createdAt":"%1$s","payload":{"uid":"%2$s","title":"Intro","type":"intro","status":"ACCEPTED",
         "startTime":"%3$s","endTime":"%3$s","organizer":{"name":"Bob","email":"bob@meetings.test"},
         "attendees":[{"name":"Ben Ross","email":"%4$s","timeZone":"Europe/Berlin"}],"responses":{}}}
        """
                .formatted(Instant.now(), uid, at, email);
    }

    private static String attendance(String uid, boolean there) {
        return """
        {"triggerEvent":"BOOKING_NO_SHOW_UPDATED","createdAt":"%s","payload":{"bookingUid":"%s","attendees":[{"noShow":%s}]}}
        """
                .formatted(Instant.now(), uid, !there);
    }

    private static int credits() throws Exception {
        int credits = 0;
        for (JsonNode member : desk.get("/pools/m/ledger").required("members")) {
            credits += member.required("credit").asInt();
        }
        return credits;
    }

    @Test
    void theHostKeepsWhatTheRuleLeavesThem() throws Exception {
        String email = "host@meetings-lead.test";
        calCom(
                """
                {"triggerEvent":"BOOKING_CREATED","createdAt":"%s","payload":{"uid":"%s","type":"check-in","startTime":"%1$s",
                 "organizer":{"email":"Bob@meetings.test"},"attendees":[{"email":"%s"}]}}
                """
                        .formatted(Instant.now(), UUID.randomUUID(), email));

        JsonNode lead = leadWith(email, "BOOKED");

        assertThat(lead.at("/assignment/ruleId").asString()).isEqualTo("host");
        assertThat(lead.at("/assignment/repKey").asString()).isEqualTo("bob");
    }

    @Test
    void theRepSaysThatTheMeetingWasHeld() throws Exception {
        String email = "held@meetings-lead.test";
        calendly(created("https://api.calendly.com/invitees/" + UUID.randomUUID(), email, ""));
        String id = leadWith(email, "BOOKED").required("id").asString();

        desk.done(id, "outcomes", "{\"type\":\"MEETING_HELD\"}");

        assertThat(states(desk.get("/leads/" + id))).containsExactly("HELD");
    }
}
