package io.leaddispatcher.adapter.restcrm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.leaddispatcher.http.PeerJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The smallest CRM that serves the contract, as somebody might write it in an afternoon. */
final class StandInCrm implements AutoCloseable {

    static final String TOKEN = "crm-token";
    private static final int PAGE = 2;

    private final Map<String, Map<String, Object>> records = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> activities = new ConcurrentHashMap<>();
    private final TreeMap<String, Map<String, Object>> accounts = new TreeMap<>();
    private final List<Map<String, Object>> owners = new ArrayList<>();
    private final HttpServer server;
    private volatile @Nullable String losesAnswer;
    private volatile @Nullable String isBusy;
    private volatile String busyUntil = "1";
    private volatile boolean closesNoTasks;
    private volatile boolean ownsAll;
    private volatile @Nullable IntFunction<String> ownersNext;
    private final AtomicInteger calls = new AtomicInteger();

    StandInCrm() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://localhost:%d/v1".formatted(server.getAddress().getPort());
    }

    void record(String id, Map<String, Object> record) {
        Map<String, Object> kept = new ConcurrentHashMap<>(record);
        kept.put("id", id);
        records.put(id, kept);
    }

    void owner(String id, String email, boolean active) {
        owners.add(Map.of("id", id, "name", "Owner " + id, "email", email, "active", active));
    }

    void deactivate(String owner) {
        owners.replaceAll(each -> {
            Map<String, Object> kept = new LinkedHashMap<>(each);
            kept.computeIfPresent(
                    "active", (_, active) -> !owner.equals(each.get("id")) && (boolean) active);
            return kept;
        });
    }

    private boolean isInactive(String owner) {
        return owners.stream()
                .anyMatch(each ->
                        owner.equals(each.get("id")) && Boolean.FALSE.equals(each.get("active")));
    }

    /** Each page of owners names another one, by how many calls there were. */
    void pageOwnersWithoutEnd(IntFunction<String> next) {
        ownersNext = next;
    }

    int calls() {
        return calls.get();
    }

    void account(String id, Map<String, Object> account) {
        Map<String, Object> kept = new LinkedHashMap<>(account);
        kept.put("id", id);
        accounts.put(id, kept);
    }

    String ownerOf(String record) {
        return String.valueOf(records.getOrDefault(record, Map.of()).getOrDefault("owner", ""));
    }

    /** As somebody has written it whose records always have an owner. */
    void ownAll() {
        ownsAll = true;
    }

    /** As somebody has written it who leaves out what may be left out. */
    void closeNoTasks() {
        closesNoTasks = true;
    }

    /** The states of the tasks that have been closed. */
    List<Object> closed() {
        return activities.entrySet().stream()
                .filter(each -> each.getKey().startsWith("tasks/"))
                .flatMap(each -> Stream.ofNullable(each.getValue().get("state")))
                .toList();
    }

    int activities() {
        return activities.size();
    }

    void loseTheAnswerOfTheNext(String method) {
        losesAnswer = method;
    }

    void beBusyForTheNext(String method) {
        beBusyForTheNext(method, "1");
    }

    void beBusyForTheNext(String method, String retryAfter) {
        busyUntil = retryAfter;
        isBusy = method;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private record Answer(int status, Object body) {}

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            calls.incrementAndGet();
            byte[] sent = exchange.getRequestBody().readAllBytes();
            String method = exchange.getRequestMethod();
            Answer answer;
            if (!("Bearer " + TOKEN)
                    .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer = new Answer(401, Map.of("message", "who are you?"));
            } else if (method.equals(isBusy)) {
                isBusy = null;
                exchange.getResponseHeaders().set("Retry-After", busyUntil);
                answer = new Answer(429, Map.of());
            } else {
                answer =
                        answer(
                                method,
                                exchange.getRequestURI().getPath().substring("/v1/".length()),
                                query(exchange.getRequestURI().getRawQuery()),
                                PeerJson.USUAL.read(
                                        sent.length == 0 ? new byte[] {'{', '}'} : sent));
                if (method.equals(losesAnswer)) {
                    losesAnswer = null;
                    answer = new Answer(502, Map.of());
                }
            }
            byte[] bytes = PeerJson.USUAL.write(answer.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Answer answer(String method, String path, Map<String, String> query, JsonNode body) {
        String[] parts = path.split("/", -1);
        return switch (parts[0]) {
            case "records" -> record(method, parts, body);
            case "owners" -> owners(parts, query);
            case "accounts" -> accounts(parts, query, body);
            case "fields" ->
                    new Answer(
                            200,
                            Map.of(
                                    "fields",
                                    List.of(
                                            Map.of(
                                                    "name",
                                                    "status",
                                                    "type",
                                                    "choice",
                                                    "choices",
                                                    List.of(Map.of("value", "NEW"))))));
            default -> new Answer(404, Map.of());
        };
    }

    private Answer record(String method, String[] parts, JsonNode body) {
        Map<String, Object> record = records.get(parts[1]);
        if (record == null) {
            return new Answer(404, Map.of());
        }
        if (parts.length == 4) {
            return activity(method, parts[2] + "/" + parts[3], body);
        }
        if (method.equals("PATCH")) {
            if (ownsAll && body.path("owner").asString("-").isEmpty()) {
                return new Answer(422, Map.of("message", "a record has an owner"));
            }
            if (isInactive(body.path("owner").asString(""))) {
                return new Answer(422, Map.of("message", "this owner is not active"));
            }
            if (body.has("owner")) {
                record.put("owner", body.path("owner").asString());
            }
            Map<String, String> properties = new LinkedHashMap<>();
            body.path("properties")
                    .properties()
                    .forEach(each -> properties.put(each.getKey(), each.getValue().asString()));
            record.put("properties", properties);
        }
        return new Answer(200, record);
    }

    private Answer activity(String method, String path, JsonNode body) {
        Answer there = new Answer(200, Map.of("id", "a-" + path.substring(path.indexOf('/') + 1)));
        if (method.equals("PATCH")) {
            return closesNoTasks
                    ? new Answer(405, Map.of())
                    : activities.replace(path, Map.of("state", body.path("state").asString()))
                                    == null
                            ? new Answer(404, Map.of())
                            : there;
        }
        activities.put(path, Map.of());
        return there;
    }

    private Answer owners(String[] parts, Map<String, String> query) {
        String email = query.get("email");
        List<Map<String, Object>> found =
                owners.stream()
                        .filter(each -> email == null || email.equals(each.get("email")))
                        .filter(each -> parts.length == 1 || parts[1].equals(each.get("id")))
                        .toList();
        if (parts.length == 1) {
            var next = ownersNext;
            return new Answer(
                    200,
                    next == null
                            ? Map.of("owners", found)
                            : Map.of("owners", found, "next", next.apply(calls.get())));
        }
        return found.isEmpty() ? new Answer(404, Map.of()) : new Answer(200, found.getFirst());
    }

    private Answer accounts(String[] parts, Map<String, String> query, JsonNode body) {
        if (parts.length == 2 && parts[1].equals("count")) {
            return new Answer(200, Map.of("total", accounts.size()));
        }
        if (parts.length == 2) {
            return new Answer(
                    200,
                    Map.of(
                            "accounts",
                            body.path("ids")
                                    .valueStream()
                                    .map(JsonNode::asString)
                                    .filter(accounts::containsKey)
                                    .map(accounts::get)
                                    .toList()));
        }
        List<Map<String, Object>> found =
                accounts.tailMap(query.getOrDefault("cursor", ""), false).values().stream()
                        .filter(each ->
                                !query.containsKey("name")
                                        || Objects.equals(each.get("name"), query.get("name")))
                        .toList();
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("accounts", found.stream().limit(PAGE).toList());
        if (found.size() > PAGE) {
            page.put("next", found.get(PAGE - 1).get("id"));
        }
        return new Answer(200, page);
    }

    private static Map<String, String> query(@Nullable String raw) {
        return raw == null
                ? Map.of()
                : Arrays.stream(raw.split("&", -1))
                        .map(pair -> pair.split("=", 2))
                        .collect(
                                Collectors.toMap(
                                        pair -> pair[0],
                                        pair -> URLDecoder.decode(pair[1], UTF_8)));
    }
}
