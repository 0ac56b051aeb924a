package io.leaddispatcher.infra.fire;

import static io.leaddispatcher.infra.fire.LeadDesk.id;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leaddispatcher.infra.fire.SlackTeam.Call;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reps act on leads in Slack, and nobody else does. */
class SlackIT {

    private static final String SECRET = "the-secret-of-the-app";
    private static final String TEAM = "T-SLACKERS";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Node NODE = SharedNode.node();
    private static final SlackTeam SLACK = SharedNode.slack();

    private static Api api;
    private static LeadDesk desk;
    private static SlackDoor door;

    @BeforeAll
    static void found() throws Exception {
        api = Workspace.found(NODE, "slackers").api();
        desk = new LeadDesk(api);
        for (String rep : List.of("mia", "ben")) {
            api.put(
                    "/reps/" + rep,
                    "{\"name\":\"%s\",\"email\":\"%s@slackers.test\",\"slackUserId\":\"U-%s\"}"
                            .formatted(rep, rep, rep));
        }
        api.put("/teams/all", "{\"name\":\"All\",\"members\":[\"mia\",\"ben\"]}");
        api.put(
                "/pools/all",
                """
                {"name":"All","strategy":"PRIORITY","members":[{"rep":"mia"},{"rep":"ben"}]}
                """);
        door = SlackDoor.connect(desk, api, SLACK, TEAM, SECRET);
        desk.publish("{\"pool\":\"all\"}");
    }

    @Test
    void whatIsAcceptedInSlackIsAcceptedAndTheMessageSaysSo() throws Exception {
        String lead = id(desk.submit(10));
        Call card = door.card(lead, "U-mia");
        String press = door.press(card, "lead_accept", "U-mia");

        assertThat(door.send("/interactions", press).statusCode()).isEqualTo(200);

        assertThat(state(lead)).isEqualTo("ACCEPTED");
        Call changed = door.changed(lead, "Accepted by mia");
        assertThat(changed.channel()).isEqualTo("D-U-mia");
        assertThat(changed.form().get("ts")).startsWith("1.");
        assertThat(changed.shown()).doesNotContain("lead_accept");
        assertThat(entry(lead, "ASSIGNMENT_ACCEPTED"))
                .contains("\"actor\":\"rep:mia\"", "\"channel\":\"slack\"");

        // Once more: the same request, and another press.
        door.send("/interactions", press);
        door.send("/interactions", door.press(card, "lead_accept", "U-mia"));
        assertThat(desk.told(lead)).filteredOn("ASSIGNMENT_ACCEPTED"::equals).hasSize(1);
    }

    @Test
    void pain43_whoeverItWasNotOfferedToIsToldWhoHasItAndChangesNothing() throws Exception {
        String lead = id(desk.submit(10));
        Call card = door.card(lead, "U-mia");
        for (String stranger : List.of("U-ben", "U-nobody")) {
            String press = door.press(card, "lead_accept", stranger);
            assertThat(door.send("/interactions", press).statusCode()).isEqualTo(200);

            assertThat(door.reply(press)).isEqualTo("mia has this lead.");
        }
        String foreign = door.press(card, "lead_accept", "U-mia", "T-OTHERS");
        assertThat(door.send("/interactions", foreign).statusCode()).isEqualTo(200);
        assertThat(state(lead)).isEqualTo("OFFERED");
    }

    @Test
    void whatIsForgedStaleOrOfTheFutureIsRefused() throws Exception {
        String lead = id(desk.submit(10));
        String press = door.press(door.card(lead, "U-mia"), "lead_accept", "U-mia");
        Instant now = Instant.now();

        String path = door.hook() + "/interactions";
        assertThat(door.send(path, press, "another", now).statusCode()).isEqualTo(401);
        assertThat(door.send(path, press, SECRET, now.minusSeconds(302)).statusCode())
                .isEqualTo(401);
        // With some room: time goes on until it is received.
        assertThat(door.send(path, press, SECRET, now.plusSeconds(360)).statusCode())
                .isEqualTo(401);

        assertThat(state(lead)).isEqualTo("OFFERED");
        assertThat(desk.get("/connections/slack/health").required("rejectedSignatures").asInt())
                .isEqualTo(3);
        HttpResponse<String> known =
                door.send("/events", "{\"type\":\"url_verification\",\"challenge\":\"c-1\"}");
        assertThat(known.body()).isEqualTo("{\"challenge\":\"c-1\"}");
    }

    @Test
    void onePressDeclinesAndTheNextRepGetsItAndWhyIsToldAfterwards() throws Exception {
        String lead = id(desk.submit(10));
        Call card = door.card(lead, "U-mia");
        assertThat(card.shown()).contains("\"confirm\"", "Decline this lead?");

        door.send("/interactions", door.press(card, "lead_decline", "U-mia"));

        door.card(lead, "U-ben");
        Call over = door.changed(lead, "Declined by mia. ben has this lead.");
        assertThat(entry(lead, "ASSIGNMENT_DECLINED"))
                .contains("\"actor\":\"rep:mia\"", "\"channel\":\"slack\"");

        String stranger = door.press(over, "lead_say_why", "U-ben");
        door.send("/interactions", stranger);
        assertThat(door.reply(stranger)).contains("You have this lead.");
        JsonNode window = door.window(over, "lead_say_why", "U-mia");
        HttpResponse<String> empty = door.fillIn(window, "U-mia", "{}");
        assertThat(empty.body()).contains("\"response_action\":\"errors\"", "\"reason\"");
        HttpResponse<String> done =
                door.fillIn(
                        window,
                        "U-mia",
                        """
                        {"why":{"v":{"selected_option":{"value":"NO_TIME"}}},
                         "reason":{"v":{"value":"till Friday"}}}
                        """);

        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.body()).isEmpty();
        assertThat(entry(lead, "DECLINE_EXPLAINED"))
                .contains("\"actor\":\"rep:mia\"", "NO_TIME: till Friday");
        assertThat(desk.get("/leads/" + lead).at("/assignments/0/reason").asString())
                .isEqualTo("NO_TIME: till Friday");

        desk.done(lead, "reassign", "{\"to\":{\"rep\":\"mia\"},\"reason\":\"hers after all\"}");
        String old = door.press(card, "lead_accept", "U-mia");
        door.send("/interactions", old);
        assertThat(door.reply(old)).contains("You have this lead.", "later message");
    }

    @Test
    void aWindowThatWasOpenedByAnEarlierVersionStillDeclines() throws Exception {
        String lead = id(desk.submit(10));
        String offer = door.card(lead, "U-mia").value("lead_decline");
        JsonNode window =
                JsonMapper.shared()
                        .readTree(
                                """
                                {"callback_id":"DECLINE","private_metadata":"{\\"offer\\":\\"%s\\",\\"replyTo\\":\\"\\"}"}
                                """
                                        .formatted(offer.replaceAll("[.].*", "")));

        HttpResponse<String> done =
                door.fillIn(window, "U-mia", "{\"reason\":{\"v\":{\"value\":\"not mine\"}}}");

        assertThat(done.body()).isEmpty();
        assertThat(entry(lead, "ASSIGNMENT_DECLINED")).contains("not mine");
    }

    @Test
    void pain43_whatIsDoneElsewhereIsSeenInSlackAndWhatWasPutOffIsForgotten() throws Exception {
        String lead = id(desk.submit(10));
        Call card = door.card(lead, "U-mia");
        String snooze = door.press(card, "lead_snooze", "U-mia");
        door.send("/interactions", snooze);
        assertThat(door.reply(snooze)).startsWith("You will be reminded ");
        assertThat(waiting(lead)).containsExactly("PENDING");

        desk.done(lead, "outcomes", "{\"type\":\"WON\"}");

        door.changed(lead, "Completed by mia.");
        assertThat(waiting(lead)).isEmpty();
    }

    @Test
    void repsTypeWhatTheyWantAndSeeTheirDay() throws Exception {
        String lead = id(desk.submit(10));
        door.card(lead, "U-mia");

        assertThat(command("mine", "U-mia")).contains(lead, "waits for your answer");
        assertThat(command("find lead", "U-mia")).contains(lead);
        assertThat(command("dance", "U-mia")).contains("/lead next");
        assertThat(command("mine", "U-nobody")).contains("You are no rep");
        assertThat(command("mine", "U-mia", "T-OTHER")).contains("belongs to no workspace");

        assertThat(command("away 30m", "U-ben")).contains("no new leads until");
        assertThat(desk.get("/reps/ben").required("outOfOffice")).hasSize(1);
        assertThat(desk.get("/audit-log?target=rep:ben").toString()).contains("rep:ben");
        assertThat(command("back", "U-ben")).contains("Welcome back");

        door.send(
                "/events",
                """
                {"type":"event_callback","team_id":"%s","event_id":"Ev1",
                 "event":{"type":"app_home_opened","user":"U-mia","tab":"home"}}
                """
                        .formatted(TEAM));
        SLACK.await(call ->
                call.method().equals("views.publish")
                        && "U-mia".equals(call.form().get("user_id"))
                        && call.shown().contains(lead));
    }

    @Test
    void whoMayPutsLeadsInByShortcutsAndTheyAreRoutedAsAnyOther() throws Exception {
        api.put(
                "/reps/zoe",
                """
                {"name":"zoe","email":"zoe@slackers.test","slackUserId":"U-zoe","role":"MANAGER"}
                """);
        assertThat(asked("shortcut", "create_lead", "U-mia", "").shown())
                .contains("Your role does not put leads in");
        assertThat(asked("shortcut", "create_lead", "U-nobody", "").shown())
                .contains("You are no rep");

        Call empty = asked("shortcut", "create_lead", "U-zoe", "");
        assertThat(empty.json("view").at("/callback_id").asString()).isEqualTo("NEW_LEAD");
        String text =
                "Ana (<mailto:ana.window@acme.de|ana.window@acme.de>) wants R&amp;D, +49 30 7654321";
        Call window = asked("message_action", "lead_of_message", "U-zoe", text);
        assertThat(window.json("view").toString())
                .contains("ana.window@acme.de", "+49 30 7654321", "wants R&D");

        answers("V-bad", "no address", "", "\"response_action\":\"errors\"");
        answers("V-none", "", "", "\"errors\":{\"email\":");
        // However often it is sent, it is one lead.
        answers("V-good", "ana.window@acme.de", "+49 30 7654321", "goes to mia");
        answers("V-good", "ana.window@acme.de", "+49 30 7654321", "goes to mia");
        JsonNode leads = desk.get("/leads?q=ana.window@acme.de").required("items");
        assertThat(leads).hasSize(1);
        String lead = leads.get(0).required("id").asString();
        assertThat(desk.get("/leads/" + lead).toString())
                .contains(
                        "\"source\":\"slack\"",
                        "\"firstName\":\"Ana\"",
                        "\"lastName\":\"Ruiz Soto\"");
        assertThat(entry(lead, "LEAD_RECEIVED")).contains("\"connection\":\"slack\"");
        assertThat(entry(lead, "LEAD_SUBMITTED")).contains("\"rep\":\"zoe\"");
        door.card(lead, "U-mia");
    }

    /** What Slack is told to show to somebody who has chosen a shortcut. */
    private static Call asked(String type, String callback, String user, String text)
            throws Exception {
        String trigger = SlackDoor.trigger();
        door.send(
                "/interactions",
                SlackDoor.interaction(
                        """
                        {"type":"%s","callback_id":"%s","team":{"id":"%s"},"user":{"id":"%s"},
                         "trigger_id":"%s","message":{"text":"%s"}}
                        """
                                .formatted(type, callback, TEAM, user, trigger, text)));
        return SLACK.await(call ->
                call.method().equals("views.open")
                        && trigger.equals(call.form().get("trigger_id")));
    }

    /** What takes too long on a busy machine is answered with a word of patience first. */
    private static void answers(String window, String email, String phone, String words) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(filledIn(window, email, phone).body()).contains(words));
    }

    private static HttpResponse<String> filledIn(String window, String email, String phone)
            throws Exception {
        return door.send(
                "/interactions",
                SlackDoor.interaction(
                        """
                        {"type":"view_submission","team":{"id":"%s"},"user":{"id":"U-zoe"},
                         "view":{"id":"%s","callback_id":"NEW_LEAD","private_metadata":"{}","state":{"values":{
                          "email":{"v":{"value":"%s"}},"phone":{"v":{"value":"%s"}},
                          "name":{"v":{"value":"Ana Ruiz Soto"}},"note":{"v":{"value":"wants R&D"}}}}}}
                        """
                                .formatted(TEAM, window, email, phone)));
    }

    @Test
    void throughTheAppOfTheInstallationATeamMeansItsOwnWorkspace() throws Exception {
        Api hosted = Workspace.found(NODE, "hosted").api();
        hosted.put(
                "/reps/kim",
                "{\"name\":\"Kim\",\"email\":\"kim@hosted.test\",\"slackUserId\":\"U-kim\"}");
        hosted.put(
                "/connections/slack",
                """
                {"type":"slack","settings":{"teamId":"T-HOSTED"},"secrets":{"botToken":"xoxb-2"}}
                """);
        LeadDesk other = new LeadDesk(hosted);
        String lead = id(other.submit(10));
        Call card = door.card(lead, "U-kim");

        String unknown = door.press(card, "lead_accept", "U-kim", "T-UNKNOWN");
        assertThat(sendTo("/hooks/slack/interactions", unknown, SlackTeam.HOSTED_SECRET))
                .isEqualTo(200);
        assertThat(other.get("/leads/" + lead).at("/assignment/state").asString())
                .isEqualTo("OFFERED");
        String press = door.press(card, "lead_accept", "U-kim", "T-HOSTED");
        assertThat(sendTo("/hooks/slack/interactions", press, SECRET)).isEqualTo(401);
        assertThat(sendTo("/hooks/slack/interactions", press, SlackTeam.HOSTED_SECRET))
                .isEqualTo(200);
        assertThat(other.get("/leads/" + lead).at("/assignment/state").asString())
                .isEqualTo("ACCEPTED");
        // What goes well after the app is gone says that it is there again.
        door.changed(lead, "Accepted by Kim");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(other.get("/deliveries").required("items").valueStream())
                                .allSatisfy(sent ->
                                        assertThat(sent.required("status").asString())
                                                .isEqualTo("DELIVERED")));

        String person =
                "{\"type\":\"event_callback\",\"team_id\":\"T-HOSTED\",\"event\":{\"type\":\"tokens_revoked\",\"tokens\":{\"oauth\":[\"U-kim\"],\"bot\":[]}}}";
        assertThat(sendTo("/hooks/slack/events", person, SlackTeam.HOSTED_SECRET)).isEqualTo(200);
        assertThat(other.get("/connections/slack/health").required("status").asString())
                .isNotEqualTo("DOWN");
        String gone =
                "{\"type\":\"event_callback\",\"team_id\":\"T-HOSTED\",\"event\":{\"type\":\"app_uninstalled\"}}";
        assertThat(sendTo("/hooks/slack/events", gone, SlackTeam.HOSTED_SECRET)).isEqualTo(200);
        JsonNode lost = other.get("/connections/slack/health");
        assertThat(lost.required("status").asString()).isEqualTo("DOWN");
        assertThat(lost.at("/errors/0/count").asInt()).as(lost.toString()).isOne();

        // The message that goes well is the next one, however soon it comes.
        door.card(id(other.submit(10)), "U-kim");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(
                                        other.get("/connections/slack/health")
                                                .required("status")
                                                .asString())
                                .isEqualTo("OK"));
    }

    @Test
    void aLeadIsToldWithTheTokenThatHoldsWhenItComes() throws Exception {
        Api rotating = Workspace.found(NODE, "rotating").api();
        LeadDesk other = new LeadDesk(rotating);
        rotating.put(
                "/reps/kim",
                "{\"name\":\"Kim\",\"email\":\"kim@rotating.test\",\"slackUserId\":\"U-rotating\"}");
        for (String token : List.of("xoxb-first", "xoxb-second", "xoxb-third")) {
            rotating.put(
                    "/connections/slack",
                    """
                    {"type":"slack","settings":{"teamId":"T-ROTATING"},"secrets":{"botToken":"%s"}}
                    """
                            .formatted(token));
            for (int leads = 0; leads < 2; leads++) {
                Call card = door.card(id(other.submit(10)), "U-rotating");
                assertThat(card.authorization()).isEqualTo("Bearer " + token);
            }
        }
    }

    private static String command(String words, String user) throws Exception {
        return command(words, user, TEAM);
    }

    private static String command(String words, String user, String team) throws Exception {
        HttpResponse<String> answer =
                door.send(
                        "/commands",
                        "command=%%2Flead&team_id=%s&user_id=%s&text=%s&trigger_id=1.2.y"
                                .formatted(team, user, URLEncoder.encode(words, UTF_8)));
        assertThat(answer.body()).contains("\"response_type\":\"ephemeral\"");
        return answer.body();
    }

    private static int sendTo(String path, String body, String secret) throws Exception {
        return door.send(path, body, secret, Instant.now()).statusCode();
    }

    /** Those that remind of it. */
    private static List<String> waiting(String lead) throws SQLException {
        return SharedNode.tables()
                .texts(
                        "select state from delivery where lead_id = '%s' and document ->> 'snoozed' is not null"
                                .formatted(lead));
    }

    private static String state(String lead) throws Exception {
        return desk.get("/leads/" + lead).at("/assignment/state").asString("");
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
