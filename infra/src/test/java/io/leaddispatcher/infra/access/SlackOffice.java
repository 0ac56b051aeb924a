package io.leaddispatcher.infra.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Slack, as somebody meets it who adds an app: it knows codes, tokens and people. */
final class SlackOffice implements AutoCloseable {

    static final String CLIENT_ID = "111.222";
    static final String CLIENT_SECRET = "the-secret-of-the-hosted-app";

    private final HttpServer server;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, String> teams = new ConcurrentHashMap<>();
    private final Map<String, String> people = new ConcurrentHashMap<>();
    private final Queue<String> apps = new ConcurrentLinkedQueue<>();

    SlackOffice() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.setExecutor(
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("slack-office-", 0).factory()));
        server.start();
    }

    String baseUrl() {
        return origin() + "/api/";
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A code that is good for a team. */
    void grants(String code, String team, String scopes) {
        String token = "xoxb-" + team + "-" + code;
        teams.put(token, team);
        answers.put(
                code,
                """
                {"ok":true,"access_token":"%s","token_type":"bot","scope":"%s","bot_user_id":"B-%s",
                 "app_id":"A1","team":{"id":"%s","name":"%s & Co"},"enterprise":null,"authed_user":{"id":"U1"}}
                """
                        .formatted(token, scopes, team, team, team));
    }

    void answers(String code, String answer) {
        answers.put(code, answer);
    }

    /** A token that is nobody's any more. */
    void revoke(String team) {
        teams.values().removeIf(team::equals);
    }

    /** Who is in a team: members as Slack lists them. */
    void has(String team, String members) {
        people.put(team, members);
    }

    /** The client ids and secrets that came with codes. */
    List<String> apps() {
        return List.copyOf(apps);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> form =
                    form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            String path = exchange.getRequestURI().getPath();
            byte[] answer =
                    answer(
                                    path.substring(path.lastIndexOf('/') + 1),
                                    form,
                                    authorization == null ? "" : authorization)
                            .getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private String answer(String method, Map<String, String> form, String authorization) {
        String team = teams.get(authorization.replaceFirst("^Bearer ", ""));
        return switch (method) {
            case "oauth.v2.access" -> {
                apps.add(
                        new String(
                                Base64.getDecoder()
                                        .decode(authorization.replaceFirst("^Basic ", "")),
                                UTF_8));
                // A code is good once.
                String known = answers.remove(form.getOrDefault("code", ""));
                yield known == null ? "{\"ok\":false,\"error\":\"invalid_code\"}" : known;
            }
            case "auth.test" ->
                    team == null
                            ? "{\"ok\":false,\"error\":\"invalid_auth\"}"
                            : "{\"ok\":true,\"team_id\":\"%s\"}".formatted(team);
            case "users.list" ->
                    team == null
                            ? "{\"ok\":false,\"error\":\"invalid_auth\"}"
                            : "{\"ok\":true,\"members\":[%s],\"response_metadata\":{\"next_cursor\":\"\"}}"
                                    .formatted(people.getOrDefault(team, ""));
            default -> "{\"ok\":true}";
        };
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&", -1))
                .filter(pair -> pair.contains("="))
                .map(pair -> pair.split("=", 2))
                .collect(
                        Collectors.toMap(
                                pair -> pair[0],
                                pair -> URLDecoder.decode(pair[1], UTF_8),
                                (first, _) -> first));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
