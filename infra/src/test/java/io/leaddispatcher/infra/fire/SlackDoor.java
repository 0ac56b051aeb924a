package io.leaddispatcher.infra.fire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leaddispatcher.infra.fire.SlackTeam.Call;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/**
 * What Slack sends when people of a team press and type, and what the team is shown.
 *
 * @param hook the path of the workspace's door, without {@code /interactions} and the like
 * @param team the id of the team
 * @param secret with which its app signs
 */
record SlackDoor(int port, SlackTeam slack, String hook, String team, String secret) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final AtomicInteger PRESSES = new AtomicInteger();

    /** That of a connection that is made with this app. */
    static SlackDoor connect(LeadDesk desk, Api api, SlackTeam slack, String team, String secret)
            throws Exception {
        api.put(
                "/connections/slack",
                """
                {"type":"slack","settings":{"teamId":"%s"},"secrets":{"botToken":"xoxb-1","signingSecret":"%s"}}
                """
                        .formatted(team, secret));
        String hook =
                URI.create(desk.get("/connections/slack").required("hookUrl").asString()).getPath();
        return new SlackDoor(api.port(), slack, hook, team, secret);
    }

    /** Signed by the app, just now. */
    HttpResponse<String> send(String door, String body) throws Exception {
        return send(hook + door, body, secret, Instant.now());
    }

    HttpResponse<String> send(String path, String body, String signedWith, Instant at)
            throws Exception {
        String timestamp = Long.toString(at.getEpochSecond());
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                        .header("X-Slack-Request-Timestamp", timestamp)
                        .header(
                                "X-Slack-Signature",
                                signature(signedWith, "v0:" + timestamp + ":" + body))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String signature(String key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
        return "v0=" + HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    }

    /** What somebody presses on a card, whoever they are and of whichever team. */
    String press(Call card, String action, String user, String of) {
        String value = card.value(action);
        return interaction(
                """
                {"type":"block_actions","team":{"id":"%s"},"user":{"id":"%s"},"trigger_id":"%s",
                 "response_url":"%s","container":{"type":"message","message_ts":"1.1","channel_id":"D1"},
                 "actions":[{"action_id":"%s","action_ts":"1.3",%s}]}
                """
                        .formatted(
                                of,
                                user,
                                trigger(),
                                slack.replyTo("p" + PRESSES.incrementAndGet()),
                                action,
                                (action.equals("lead_snooze")
                                                ? "\"selected_option\":{\"value\":\"%s\"}"
                                                : "\"value\":\"%s\"")
                                        .formatted(value)));
    }

    String press(Call card, String action, String user) {
        return press(card, action, user, team);
    }

    static String trigger() {
        return "trigger-" + PRESSES.incrementAndGet();
    }

    /** The window that somebody is asked in who presses this. */
    JsonNode window(Call card, String action, String user) throws Exception {
        String press = press(card, action, user);
        send("/interactions", press);
        String trigger = between(press, "\"trigger_id\":\"");
        return slack.await(call ->
                        call.method().equals("views.open")
                                && trigger.equals(call.form().get("trigger_id")))
                .json("view");
    }

    /** Somebody fills a window in. */
    HttpResponse<String> fillIn(JsonNode window, String user, String values) throws Exception {
        return send(
                "/interactions",
                interaction(
                        """
                        {"type":"view_submission","team":{"id":"%s"},"user":{"id":"%s"},
                         "view":{"callback_id":"%s","private_metadata":%s,"state":{"values":%s}}}
                        """
                                .formatted(
                                        team,
                                        user,
                                        window.required("callback_id").asString(),
                                        window.required("private_metadata"),
                                        values)));
    }

    static String interaction(String payload) {
        return "payload=" + URLEncoder.encode(payload, UTF_8);
    }

    /** What whoever pressed is told, and nobody else. */
    String reply(String press) {
        String to = between(press, "/reply/");
        return slack.await(
                        call -> call.method().equals("reply") && to.equals(call.form().get("to")))
                .shown();
    }

    private static String between(String press, String start) {
        String text = URLDecoder.decode(press, UTF_8);
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf('"', from));
    }

    /** The message that offers a lead to somebody. */
    Call card(String lead, String user) {
        return slack.await(call ->
                call.method().equals("chat.postMessage")
                        && call.channel().equals(user)
                        && call.shown().contains("\"lead_" + lead)
                        && call.shown().contains("lead_accept"));
    }

    /** The first change of a message about a lead to something with these words. */
    Call changed(String lead, String words) {
        // Its own name is in every message about it.
        String reference = "L-" + lead.substring(lead.length() - 6).toUpperCase(Locale.ROOT);
        return slack.await(call ->
                call.method().equals("chat.update")
                        && call.shown().contains(words)
                        && call.shown().contains(reference));
    }
}
