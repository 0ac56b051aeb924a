package io.leaddispatcher.adapter.salesforce;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An organisation in Salesforce: records, users and activities that are remembered, tokens that
 * expire, a budget of calls, and faults on demand.
 */
public final class StandInSalesforce implements AutoCloseable {

    public static final String ORGANIZATION = "00D5g000000DEMOEAA";
    static final String US = "0055g000000USRAAA4";

    /**
     * @param late whether it does what it was asked to before it fails
     */
    public record Fault(String method, int status, String body, boolean late) {

        public static Fault of(String method, int status, String code) {
            return new Fault(
                    method,
                    status,
                    "[{\"message\":\"no, ana@acme.de\",\"errorCode\":\"%s\"}]".formatted(code),
                    false);
        }
    }

    record Answer(int status, String body) {}

    private static final String DATA = "/services/data/v62.0/";

    /** By object, by id. */
    final Map<String, Map<String, Map<String, Object>>> objects = new HashMap<>();

    final Deque<Fault> faults = new ArrayDeque<>();
    final List<String> calls = new ArrayList<>();
    final Set<String> missingHeaders = new HashSet<>();
    final StandInTokens tokens;
    private final HttpServer server;
    String usage = "api-usage=10/15000";

    /** What every answer asks for; null for nothing. */
    @Nullable String retryAfter;

    /** How many rows it sends at once, whatever was asked for. */
    int mostRows = Integer.MAX_VALUE;

    private int made;

    public StandInSalesforce() {
        this(0);
    }

    /**
     * @param port 0 for any that is free
     */
    public StandInSalesforce(int port) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tokens = new StandInTokens(url());
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        for (String object : List.of("Lead", "Contact", "Account", "User", "Task", "Event")) {
            objects.put(object, new LinkedHashMap<>());
        }
        put("Organization", ORGANIZATION, Map.of());
        objects.put("Group", new LinkedHashMap<>());
        taskStatus("Not Started", false);
        taskStatus("Deferred", false);
        taskStatus("Completed", true);
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    public synchronized void put(String object, String id, Map<String, ?> fields) {
        Map<String, Object> record = new LinkedHashMap<>(fields);
        record.put("Id", id);
        all(object).put(id, record);
    }

    public synchronized void user(String id, String email) {
        put(
                "User",
                id,
                Map.of(
                        "Name",
                        "Mia",
                        "Email",
                        email,
                        "Username",
                        email,
                        "IsActive",
                        true,
                        "UserType",
                        "Standard"));
    }

    synchronized void deactivate(String user) {
        record("User", user).put("IsActive", false);
    }

    /** What a task may stand at, after those that there are. */
    synchronized void taskStatus(String name, boolean closed) {
        int order = all("TaskStatus").size() + 1;
        put(
                "TaskStatus",
                "01J5g00000000%02dAAA".formatted(order),
                Map.of("ApiName", name, "IsClosed", closed, "SortOrder", order));
    }

    /** Those that nobody has closed. */
    public synchronized long openTasks() {
        return all("Task").values().stream()
                .filter(task -> !Boolean.TRUE.equals(task.get("IsClosed")))
                .count();
    }

    /** What a record has in a field; blank for nothing. */
    public synchronized String value(String object, String id, String field) {
        return String.valueOf(record(object, id).getOrDefault(field, ""));
    }

    /** As if somebody changed it there. */
    public synchronized void change(String object, String id, Map<String, ?> fields) {
        all(object).computeIfAbsent(id, _ -> new LinkedHashMap<>()).putAll(fields);
    }

    public synchronized int count(String object) {
        return all(object).size();
    }

    public synchronized void fail(Fault fault) {
        faults.add(fault);
    }

    /** Refresh tokens are good once. */
    public synchronized void rotate() {
        tokens.rotates = true;
    }

    /** How often each call was made since the last time. */
    public synchronized SortedMap<String, Integer> takeCalls() {
        SortedMap<String, Integer> counted = new TreeMap<>();
        calls.forEach(call ->
                counted.merge(
                        call.replaceFirst("/services/data/v[0-9.]+", "")
                                .replaceFirst("/[a-zA-Z0-9]{18}$", "/{id}"),
                        1,
                        Integer::sum));
        calls.clear();
        return counted;
    }

    Map<String, Map<String, Object>> all(String object) {
        return objects.computeIfAbsent(object, _ -> new LinkedHashMap<>());
    }

    Map<String, Object> record(String object, String id) {
        return all(object).getOrDefault(id, Map.of());
    }

    /** Every token that was granted is good no longer. */
    public synchronized void expire() {
        tokens.expire();
    }

    /** Somebody logs in and lets an app in: the code that the browser brings back. */
    public synchronized String consent(String challenge) {
        return tokens.consent(challenge);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        Answer answer;
        synchronized (this) {
            calls.add(method + " " + path);
            answer =
                    path.equals("/services/oauth2/token")
                            ? tokens.granted(form(new String(body, UTF_8)))
                            : called(exchange, method, path, body);
        }
        exchange.getResponseHeaders().set("Sforce-Limit-Info", usage);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (retryAfter != null) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
        }
        byte[] bytes = answer.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private Answer called(HttpExchange exchange, String method, String path, byte[] body) {
        var headers = exchange.getRequestHeaders();
        if (!"FALSE".equals(headers.getFirst("Sforce-Auto-Assign"))) {
            missingHeaders.add("Sforce-Auto-Assign");
        }
        String bearer = String.valueOf(headers.getFirst("Authorization"));
        if (!tokens.isGood(bearer)) {
            return problem(401, "INVALID_SESSION_ID", "Session expired or invalid");
        }
        Fault fault = faults.peek();
        if (fault != null && fault.method().equals(method)) {
            faults.remove();
            if (fault.late()) {
                answer(exchange, method, path, body);
            }
            return new Answer(fault.status(), fault.body());
        }
        return answer(exchange, method, path, body);
    }

    private Answer answer(HttpExchange exchange, String method, String path, byte[] body) {
        if (!path.startsWith(DATA)) {
            return problem(404, "NOT_FOUND", "no such resource");
        }
        String[] parts = path.substring(DATA.length()).split("/", 5);
        if (parts[0].equals("query")) {
            return queried(form(exchange.getRequestURI().getRawQuery()).getOrDefault("q", ""));
        }
        String object = parts.length > 1 ? parts[1] : "";
        if (!parts[0].equals("sobjects") || !objects.containsKey(object)) {
            return problem(404, "NOT_FOUND", "no such object");
        }
        if (method.equals("POST") && parts.length == 2) {
            return created(object, SalesforceJson.JSON.readOrNothing(body));
        }
        if (parts.length == 3 && parts[2].equals("describe")) {
            return new Answer(200, DESCRIBED);
        }
        Map<String, Object> record = parts.length == 3 ? all(object).get(parts[2]) : null;
        if (record == null) {
            return problem(404, "NOT_FOUND", "Provided external ID field does not exist");
        }
        return method.equals("PATCH")
                ? changed(object, record, SalesforceJson.JSON.readOrNothing(body))
                : new Answer(200, json(record));
    }

    private Answer queried(String soql) {
        Map<String, Collection<Map<String, Object>>> rows =
                objects.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, each -> each.getValue().values()));
        try {
            var found = StandInQuery.run(soql, rows);
            var sent = found.rows().stream().limit(mostRows).toList();
            return new Answer(
                    200,
                    json(
                            Map.of(
                                    "totalSize",
                                    found.rows().size(),
                                    "done",
                                    sent.size() == found.rows().size(),
                                    "records",
                                    found.counted() ? List.of() : sent)));
        } catch (StandInQuery.MalformedQueryException e) {
            return problem(400, "MALFORMED_QUERY", String.valueOf(e.getMessage()));
        }
    }

    private Answer created(String object, JsonNode sent) {
        String prefix = object.equals("Task") ? "00T" : "00U";
        String id = SalesforceId.of("%s5g%010d".formatted(prefix, ++made)).orElseThrow().value();
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("CreatedDate", "2026-03-02T10:00:%02d.000+0000".formatted(made % 60));
        all(object).put(id, record);
        Answer changed = changed(object, record, sent);
        if (changed.status() != 204) {
            all(object).remove(id);
            return changed;
        }
        record.put("Id", id);
        return new Answer(201, "{\"id\":\"%s\",\"success\":true,\"errors\":[]}".formatted(id));
    }

    private Answer changed(String object, Map<String, Object> record, JsonNode sent) {
        if (Boolean.TRUE.equals(record.get("IsConverted"))) {
            return problem(400, "CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead");
        }
        String owner = sent.path("OwnerId").asString("");
        if (!owner.isEmpty() && !Boolean.TRUE.equals(record("User", owner).get("IsActive"))) {
            return problem(400, "INACTIVE_OWNER_OR_USER", "inactive owner, mia@x.test");
        }
        sent.properties()
                .forEach(each -> {
                    if (each.getValue().isNull()) {
                        record.remove(each.getKey());
                    } else {
                        record.put(each.getKey(), each.getValue().asString());
                    }
                });
        if (object.equals("Task")) {
            record.put("IsClosed", isClosed(String.valueOf(record.get("Status"))));
        }
        record.put("LastModifiedById", US);
        return new Answer(204, "");
    }

    private boolean isClosed(String status) {
        return all("TaskStatus").values().stream()
                .anyMatch(each ->
                        status.equals(each.get("ApiName"))
                                && Boolean.TRUE.equals(each.get("IsClosed")));
    }

    private static Answer problem(int status, String code, String message) {
        return new Answer(
                status, "[{\"message\":\"%s\",\"errorCode\":\"%s\"}]".formatted(message, code));
    }

    private static String json(Object value) {
        return new String(SalesforceJson.JSON.write(value), UTF_8);
    }

    private static Map<String, String> form(@Nullable String text) {
        Map<String, String> form = new HashMap<>();
        for (String pair : String.valueOf(text).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), UTF_8));
            }
        }
        return form;
    }

    private static final String DESCRIBED =
            """
            {"fields":[
             {"name":"Status","label":"Lead Status","type":"picklist","updateable":true,
              "picklistValues":[{"active":true,"value":"Open","label":"Open"},
                                {"active":false,"value":"Old","label":"Old"}]},
             {"name":"CreatedDate","label":"Created","type":"datetime","updateable":false}]}
            """;
}
