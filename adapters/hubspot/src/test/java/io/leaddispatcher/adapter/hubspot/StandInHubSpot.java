package io.leaddispatcher.adapter.hubspot;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** HubSpot with contacts, owners and tasks that are remembered, and faults on demand. */
final class StandInHubSpot implements AutoCloseable {

    /**
     * @param late whether it does what it was asked to before it fails
     */
    record Fault(
            String method, int status, @Nullable String retryAfter, String body, boolean late) {}

    record Task(String contact, Map<String, String> properties) {}

    private static final String CONTACTS = "/crm/v3/objects/contacts/";

    /** The owner of each contact. */
    final Map<String, String> contacts = new HashMap<>();

    final Map<String, String> owners = new HashMap<>();
    final Map<String, Task> tasks = new LinkedHashMap<>();
    final Deque<Fault> faults = new ArrayDeque<>();
    final List<String> calls = new ArrayList<>();
    private final HttpServer server;

    StandInHubSpot() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private record Answer(int status, String body) {}

    private void handle(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        calls.add(method + " " + path);
        Fault fault = faults.peek();
        Answer answer;
        if (fault != null && fault.method().equals(method)) {
            faults.remove();
            if (fault.late()) {
                answer(method, path, exchange.getRequestURI().getQuery(), body);
            }
            if (fault.retryAfter() != null) {
                exchange.getResponseHeaders().set("Retry-After", fault.retryAfter());
            }
            answer = new Answer(fault.status(), fault.body());
        } else {
            answer = answer(method, path, exchange.getRequestURI().getQuery(), body);
        }
        byte[] bytes = answer.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Answer answer(String method, String path, @Nullable String query, byte[] body) {
        if (path.startsWith(CONTACTS)) {
            String id = path.substring(CONTACTS.length());
            if (!contacts.containsKey(id)) {
                return new Answer(404, "{\"message\":\"resource not found\"}");
            }
            if (method.equals("PATCH")) {
                String owner =
                        HubSpotJson.read(body)
                                .path("properties")
                                .path("hubspot_owner_id")
                                .asString();
                if (!owners.containsValue(owner)) {
                    return new Answer(400, "{\"message\":\"%s is no owner\"}".formatted(owner));
                }
                contacts.put(id, owner);
            }
            return new Answer(
                    200,
                    "{\"associations\":{\"tasks\":{\"results\":[%s]}}}"
                            .formatted(
                                    tasks.entrySet().stream()
                                            .filter(each -> each.getValue().contact().equals(id))
                                            .map(each -> "{\"id\":\"%s\"}".formatted(each.getKey()))
                                            .collect(Collectors.joining(","))));
        }
        return switch (path) {
            case "/crm/v3/owners" ->
                    new Answer(
                            200,
                            "{\"results\":[%s]}"
                                    .formatted(
                                            owners.entrySet().stream()
                                                    .filter(each ->
                                                            ("" + query).contains(each.getKey()))
                                                    .map(each ->
                                                            "{\"id\":\"%s\",\"email\":\"%s\"}"
                                                                    .formatted(
                                                                            each.getValue(),
                                                                            each.getKey()))
                                                    .collect(Collectors.joining(","))));
            case "/crm/v3/objects/tasks" -> made(HubSpotJson.read(body));
            case "/crm/v3/objects/tasks/batch/read" ->
                    new Answer(
                            200,
                            "{\"results\":[%s]}"
                                    .formatted(
                                            HubSpotJson.read(body)
                                                    .path("inputs")
                                                    .valueStream()
                                                    .map(each -> each.path("id").asString())
                                                    .filter(tasks::containsKey)
                                                    .map(this::shown)
                                                    .collect(Collectors.joining(","))));
            default -> new Answer(404, "{}");
        };
    }

    private Answer made(JsonNode sent) {
        String id = "t" + (tasks.size() + 1);
        Map<String, String> properties = new HashMap<>();
        sent.path("properties")
                .properties()
                .forEach(each -> properties.put(each.getKey(), each.getValue().asString()));
        tasks.put(
                id,
                new Task(
                        sent.path("associations").path(0).path("to").path("id").asString(),
                        properties));
        return new Answer(201, "{\"id\":\"%s\"}".formatted(id));
    }

    private String shown(String id) {
        return "{\"id\":\"%s\",\"properties\":{\"hs_task_body\":\"%s\"}}"
                .formatted(
                        id, Objects.requireNonNull(tasks.get(id)).properties().get("hs_task_body"));
    }
}
