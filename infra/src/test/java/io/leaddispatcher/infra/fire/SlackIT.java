package io.leaddispatcher.infra.fire;

import static io.leaddispatcher.infra.fire.LeadDesk.id;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leaddispatcher.infra.fire.SlackTeam.Call;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Reps act on leads in Slack, and nobody else does. */
class SlackIT {

    private static final String SECRET = "the-secret-of-the-app";
    private static final String TEAM = "T-SLACKERS";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Node NODE = SharedNode.node();
    private static final SlackTeam SLACK = SharedNode.slack();
    private static final AtomicInteger PRESSES = new AtomicInteger();

    private static Api api;
    private static LeadDesk desk;
    private static String hook;

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
        api.put(
                "/connections/slack",
                """
                {"type":"slack","settings":{"teamId":"%s"},"secrets":{"botToken":"xoxb-1","signingSecret":"%s"}}
                """
                        .formatted(TEAM, SECRET));
        hook = URI.create(desk.get("/connections/slack").required("hookUrl").asString()).getPath();
        desk.publish("{\"pool\":\"all\"}");
    }

    @Test
    void whatIsAcceptedInSlackIsAcceptedAndTheMessageSaysSo() throws Exception {
        String lead = id(desk.submit(10));
        Call card = card(lead, "U-mia");
        String press = press(card, "lead_accept", "U-mia", TEAM);

        assertThat(send("/interactions", press, SECRET, Instant.now()).statusCode()).isEqualTo(200);

        assertThat(state(lead)).isEqualTo("ACCEPTED");
        Call changed = SLACK.await(call -> isChange(call, lead, "Accepted by mia"));
        assertThat(changed.channel()).isEqualTo("D-U-mia");
        assertThat(changed.form().get("ts")).startsWith("1.");
        assertThat(changed.shown()).doesNotContain("lead_accept");
        assertThat(entry(lead, "ASSIGNMENT_ACCEPTED"))
                .contains("\"actor\":\"rep:mia\"", "\"channel\":\"slack\"");

        // Once more: the same request, and another press.
        send("/interactions", press, SECRET, Instant.now());
        send("/interactions", press(card, "lead_accept", "U-mia", TEAM), SECRET, Instant.now());
        assertThat(desk.told(lead)).filteredOn("ASSIGNMENT_ACCEPTED"::equals).hasSize(1);
    }

    @Test
    void whoeverItWasNotOfferedToIsToldWhoHasItAndChangesNothing() throws Exception {
        String lead = id(desk.submit(10));
        Call card = card(lead, "U-mia");
        for (String stranger : List.of("U-ben", "U-nobody")) {
            String press = press(card, "lead_accept", stranger, TEAM);
            String reply = replyOf(press);

            assertThat(send("/interactions", press, SECRET, Instant.now()).statusCode())
                    .isEqualTo(200);

            assertThat(reply(reply)).isEqualTo("mia has this lead.");
        }
        String foreign = press(card, "lead_accept", "U-mia", "T-OTHERS");
        assertThat(send("/interactions", foreign, SECRET, Instant.now()).statusCode())
                .isEqualTo(200);
        assertThat(state(lead)).isEqualTo("OFFERED");
    }

    @Test
    void whatIsForgedStaleOrOfTheFutureIsRefused() throws Exception {
        String lead = id(desk.submit(10));
        String press = press(card(lead, "U-mia"), "lead_accept", "U-mia", TEAM);
        Instant now = Instant.now();

        assertThat(send("/interactions", press, "another", now).statusCode()).isEqualTo(401);
        assertThat(send("/interactions", press, SECRET, now.minusSeconds(302)).statusCode())
                .isEqualTo(401);
        assertThat(send("/interactions", press, SECRET, now.plusSeconds(302)).statusCode())
                .isEqualTo(401);

        assertThat(state(lead)).isEqualTo("OFFERED");
        assertThat(desk.get("/connections/slack/health").required("rejectedSignatures").asInt())
                .isEqualTo(3);
        HttpResponse<String> known =
                send(
                        "/events",
                        "{\"type\":\"url_verification\",\"challenge\":\"c-1\"}",
                        SECRET,
                        Instant.now());
        assertThat(known.body()).isEqualTo("{\"challenge\":\"c-1\"}");
    }

    @Test
    void whoDeclinesIsAskedWhyAndTheNextRepGetsIt() throws Exception {
        String lead = id(desk.submit(10));
        Call card = card(lead, "U-mia");
        String press = press(card, "lead_decline", "U-mia", TEAM);
        send("/interactions", press, SECRET, Instant.now());
        String offer = card.value("lead_decline").split("\\.", 2)[0];
        JsonNode window =
                SLACK.await(call ->
                                call.method().equals("views.open") && call.shown().contains(offer))
                        .json("view");

        HttpResponse<String> empty =
                send("/interactions", submission(window, "{}"), SECRET, Instant.now());
        assertThat(empty.body()).contains("\"response_action\":\"errors\"", "\"reason\"");
        HttpResponse<String> done =
                send(
                        "/interactions",
                        submission(window, "{\"reason\":{\"v\":{\"value\":\"not mine\"}}}"),
                        SECRET,
                        Instant.now());

        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.body()).isEmpty();
        card(lead, "U-ben");
        SLACK.await(call -> isChange(call, lead, "Declined by mia. ben has this lead."));
        assertThat(entry(lead, "ASSIGNMENT_DECLINED"))
                .contains("\"actor\":\"rep:mia\"", "\"channel\":\"slack\"");

        HttpResponse<String> late =
                send(
                        "/interactions",
                        submission(window, "{\"reason\":{\"v\":{\"value\":\"again\"}}}"),
                        SECRET,
                        Instant.now());
        assertThat(late.body()).contains("\"response_action\":\"update\"", "ben has this lead.");
    }

    @Test
    void whatIsDoneElsewhereIsSeenInSlackAndWhatWasPutOffIsForgotten() throws Exception {
        String lead = id(desk.submit(10));
        Call card = card(lead, "U-mia");
        String snooze = press(card, "lead_snooze", "U-mia", TEAM);
        send("/interactions", snooze, SECRET, Instant.now());
        assertThat(reply(replyOf(snooze))).startsWith("You will be reminded ");
        assertThat(waiting(lead)).containsExactly("PENDING");

        desk.done(lead, "outcomes", "{\"type\":\"WON\"}");

        SLACK.await(call -> isChange(call, lead, "Completed by mia."));
        assertThat(waiting(lead)).isEmpty();
    }

    @Test
    void repsTypeWhatTheyWantAndSeeTheirDay() throws Exception {
        String lead = id(desk.submit(10));
        card(lead, "U-mia");

        assertThat(command("mine", "U-mia")).contains(lead, "waits for your answer");
        assertThat(command("find lead", "U-mia")).contains(lead);
        assertThat(command("dance", "U-mia")).contains("/lead next");
        assertThat(command("mine", "U-nobody")).contains("You are no rep");

        assertThat(command("away 30m", "U-ben")).contains("no new leads until");
        assertThat(desk.get("/reps/ben").required("outOfOffice")).hasSize(1);
        assertThat(desk.get("/audit-log?target=rep:ben").toString()).contains("rep:ben");
        assertThat(command("back", "U-ben")).contains("Welcome back");

        send(
                "/events",
                """
                {"type":"event_callback","team_id":"%s","event_id":"Ev1",
                 "event":{"type":"app_home_opened","user":"U-mia","tab":"home"}}
                """
                        .formatted(TEAM),
                SECRET,
                Instant.now());
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
        card(lead, "U-mia");
    }

    /** What Slack is told to show to somebody who has chosen a shortcut. */
    private static Call asked(String type, String callback, String user, String text)
            throws Exception {
        String trigger = "trigger-" + PRESSES.incrementAndGet();
        send(
                "/interactions",
                "payload="
                        + URLEncoder.encode(
                                """
                                {"type":"%s","callback_id":"%s","team":{"id":"%s"},"user":{"id":"%s"},
                                 "trigger_id":"%s","message":{"text":"%s"}}
                                """
                                        .formatted(type, callback, TEAM, user, trigger, text),
                                UTF_8),
                SECRET,
                Instant.now());
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
        return send(
                "/interactions",
                "payload="
                        + URLEncoder.encode(
                                """
                                {"type":"view_submission","team":{"id":"%s"},"user":{"id":"U-zoe"},
                                 "view":{"id":"%s","callback_id":"NEW_LEAD","private_metadata":"{}","state":{"values":{
                                  "email":{"v":{"value":"%s"}},"phone":{"v":{"value":"%s"}},
                                  "name":{"v":{"value":"Ana Ruiz Soto"}},"note":{"v":{"value":"wants R&D"}}}}}}
                                """
                                        .formatted(TEAM, window, email, phone),
                                UTF_8),
                SECRET,
                Instant.now());
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
        Call card = card(lead, "U-kim");

        String unknown = press(card, "lead_accept", "U-kim", "T-UNKNOWN");
        assertThat(sendTo("/hooks/slack/interactions", unknown, SlackTeam.HOSTED_SECRET))
                .isEqualTo(200);
        assertThat(other.get("/leads/" + lead).at("/assignment/state").asString())
                .isEqualTo("OFFERED");
        String press = press(card, "lead_accept", "U-kim", "T-HOSTED");
        assertThat(sendTo("/hooks/slack/interactions", press, SECRET)).isEqualTo(401);
        assertThat(sendTo("/hooks/slack/interactions", press, SlackTeam.HOSTED_SECRET))
                .isEqualTo(200);
        assertThat(other.get("/leads/" + lead).at("/assignment/state").asString())
                .isEqualTo("ACCEPTED");

        String gone =
                "{\"type\":\"event_callback\",\"team_id\":\"T-HOSTED\",\"event\":{\"type\":\"app_uninstalled\"}}";
        assertThat(sendTo("/hooks/slack/events", gone, SlackTeam.HOSTED_SECRET)).isEqualTo(200);
        assertThat(other.get("/connections/slack/health").required("status").asString())
                .isEqualTo("DOWN");
    }

    private static String command(String words, String user) throws Exception {
        HttpResponse<String> answer =
                send(
                        "/commands",
                        "command=%%2Flead&team_id=%s&user_id=%s&text=%s&trigger_id=1.2.y"
                                .formatted(TEAM, user, URLEncoder.encode(words, UTF_8)),
                        SECRET,
                        Instant.now());
        assertThat(answer.body()).contains("\"response_type\":\"ephemeral\"");
        return answer.body();
    }

    private static int sendTo(String path, String body, String secret) throws Exception {
        return sendSigned(path, body, secret, Instant.now()).statusCode();
    }

    /** Those that remind of it. */
    private static List<String> waiting(String lead) throws SQLException {
        return SharedNode.tables()
                .texts(
                        "select state from delivery where lead_id = '%s' and document ->> 'snoozed' is not null"
                                .formatted(lead));
    }

    private static Call card(String lead, String user) {
        return SLACK.await(call ->
                call.method().equals("chat.postMessage")
                        && call.channel().equals(user)
                        && call.shown().contains("\"lead_" + lead)
                        && call.shown().contains("lead_accept"));
    }

    /** Of a lead whose own name is in every message about it. */
    private static boolean isChange(Call call, String lead, String words) {
        String reference = "L-" + lead.substring(lead.length() - 6).toUpperCase(Locale.ROOT);
        return call.method().equals("chat.update")
                && call.shown().contains(words)
                && call.shown().contains(reference);
    }

    private static String press(Call card, String action, String user, String team) {
        String reply = SLACK.replyTo("p" + PRESSES.incrementAndGet());
        boolean choice = action.equals("lead_snooze");
        String value = card.value(action);
        return "payload="
                + URLEncoder.encode(
                        """
                        {"type":"block_actions","team":{"id":"%s"},"user":{"id":"%s"},"trigger_id":"1.2.x",
                         "response_url":"%s","container":{"type":"message","message_ts":"1.1","channel_id":"D1"},
                         "actions":[{"action_id":"%s","action_ts":"1.3",%s}]}
                        """
                                .formatted(
                                        team,
                                        user,
                                        reply,
                                        action,
                                        choice
                                                ? "\"selected_option\":{\"value\":\"%s\"}"
                                                        .formatted(value)
                                                : "\"value\":\"%s\"".formatted(value)),
                        UTF_8);
    }

    private static String submission(JsonNode window, String values) {
        return "payload="
                + URLEncoder.encode(
                        """
                        {"type":"view_submission","team":{"id":"%s"},"user":{"id":"U-mia"},
                         "view":{"callback_id":"%s","private_metadata":%s,"state":{"values":%s}}}
                        """
                                .formatted(
                                        TEAM,
                                        window.required("callback_id").asString(),
                                        window.required("private_metadata"),
                                        values),
                        UTF_8);
    }

    private static String replyOf(String press) {
        String text = URLDecoder.decode(press, UTF_8);
        int start = text.indexOf("/reply/") + "/reply/".length();
        return text.substring(start, text.indexOf('"', start));
    }

    private static String reply(String to) {
        return SLACK.await(
                        call -> call.method().equals("reply") && to.equals(call.form().get("to")))
                .shown();
    }

    private static HttpResponse<String> send(String door, String body, String secret, Instant at)
            throws Exception {
        return sendSigned(hook + door, body, secret, at);
    }

    private static HttpResponse<String> sendSigned(
            String path, String body, String secret, Instant at) throws Exception {
        String timestamp = Long.toString(at.getEpochSecond());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        String signature =
                "v0="
                        + HexFormat.of()
                                .formatHex(
                                        mac.doFinal(
                                                ("v0:" + timestamp + ":" + body).getBytes(UTF_8)));
        return CLIENT.send(
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:%d%s".formatted(NODE.port(), path)))
                        .header("X-Slack-Request-Timestamp", timestamp)
                        .header("X-Slack-Signature", signature)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
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
