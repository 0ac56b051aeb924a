package io.leaddispatcher.infra.fire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Slack on a good day: it takes everything, and knows what it was told. */
public final class SlackTeam {

    static final String HOSTED_SECRET = "the-secret-of-the-installation";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * Something that Slack was told.
     *
     * @param method of the Web API, or {@code reply}
     * @param authorization empty without one
     */
    public record Call(String method, Map<String, String> form, String authorization) {

        public String channel() {
            return form.getOrDefault("channel", "");
        }

        /** What is shown, as JSON or in words. */
        public String shown() {
            return form.getOrDefault("text", "")
                    + form.getOrDefault("blocks", "")
                    + form.getOrDefault("view", "");
        }

        JsonNode json(String field) {
            return JSON.readTree(form.getOrDefault(field, "null"));
        }

        /** What a button sends back. */
        String value(String actionId) {
            for (JsonNode block : json("blocks")) {
                for (JsonNode element : block.path("elements")) {
                    if (element.path("action_id").asString("").equals(actionId)) {
                        return element.at("/value")
                                .asString(element.at("/options/0/value").asString(""));
                    }
                }
            }
            throw new AssertionError("no %s in %s".formatted(actionId, form));
        }
    }

    private final HttpServer server;
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final AtomicInteger posts = new AtomicInteger();

    private SlackTeam(HttpServer server) {
        this.server = server;
    }

    public static SlackTeam start() {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
            SlackTeam team = new SlackTeam(server);
            server.createContext("/", team::take);
            server.setExecutor(
                    Executors.newThreadPerTaskExecutor(
                            Thread.ofVirtual().name("slack-team-", 0).factory()));
            server.start();
            return team;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public String baseUrl() {
        return origin() + "/api/";
    }

    /** Where somebody is told something that nobody else sees. */
    String replyTo(String press) {
        return origin() + "/reply/" + press;
    }

    /** Once it was told. */
    public Call await(Predicate<Call> wanted) {
        Awaitility.await().atMost(PATIENCE).until(() -> calls.stream().anyMatch(wanted));
        return calls.stream().filter(wanted).findFirst().orElseThrow();
    }

    /** The latest of those that are wanted, in the order in which they came. */
    public List<Call> all(Predicate<Call> wanted) {
        return calls.stream().filter(wanted).toList();
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

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String path = exchange.getRequestURI().getPath();
            String answer;
            if (path.startsWith("/reply/")) {
                calls.add(
                        new Call(
                                "reply",
                                Map.of(
                                        "to",
                                        path.substring("/reply/".length()),
                                        "text",
                                        JSON.readTree(body).path("text").asString("")),
                                ""));
                answer = "ok";
            } else {
                String method = path.substring(path.lastIndexOf('/') + 1);
                Map<String, String> form = form(body);
                calls.add(
                        new Call(
                                method,
                                form,
                                Objects.requireNonNullElse(
                                        exchange.getRequestHeaders().getFirst("Authorization"),
                                        "")));
                answer = answer(method, form);
            }
            byte[] bytes = answer.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String answer(String method, Map<String, String> form) {
        return switch (method) {
            // A direct message has a channel of its own.
            case "chat.postMessage" ->
                    "{\"ok\":true,\"channel\":\"D-%s\",\"ts\":\"1.%06d\"}"
                            .formatted(form.get("channel"), posts.incrementAndGet());
            case "users.info" -> "{\"ok\":false,\"error\":\"user_not_found\"}";
            default -> "{\"ok\":true}";
        };
    }
}
