package io.leaddispatcher.adapter.hubspot;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.http.PeerJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * HubSpot, as far as it is used here, with a memory: contacts, companies, owners, tasks, notes and
 * meetings, and with its bad days: faults, outages, limits of rate, slowness, tokens that are
 * refused.
 */
public final class StandInHubSpot implements AutoCloseable {

    /**
     * Something that goes wrong once.
     *
     * @param late whether it does what it was asked to before it fails
     */
    public record Fault(
            String method, int status, @Nullable String retryAfter, String body, boolean late) {}

    /** An answer. */
    record Answer(int status, String body) {}

    private static final Answer LIMITED =
            new Answer(
                    429,
                    "{\"status\":\"error\",\"message\":\"You have reached your ten_secondly_rolling limit.\",\"errorType\":\"RATE_LIMIT\",\"policyName\":\"TEN_SECONDLY_ROLLING\"}");

    private final StandInRecords records = new StandInRecords();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final AtomicReference<String> token = new AtomicReference<>("");
    private final AtomicReference<String> portal = new AtomicReference<>("62515");
    private final Map<String, String> codes = new ConcurrentHashMap<>();
    private final AtomicInteger grants = new AtomicInteger();
    private final AtomicReference<String> watched = new AtomicReference<>("");
    private final AtomicReference<Duration> latency = new AtomicReference<>(Duration.ZERO);
    private final AtomicInteger perSecond = new AtomicInteger(Integer.MAX_VALUE);
    private final AtomicInteger down = new AtomicInteger();
    private final AtomicLong second = new AtomicLong();
    private final AtomicInteger inSecond = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    public StandInHubSpot() {
        this(0);
    }

    /**
     * @param port 0 for any that is free
     */
    public StandInHubSpot(int port) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** What is below this path is answered by somebody else, without any of the bad days. */
    void serve(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** What it has. */
    public StandInRecords records() {
        return records;
    }

    public void fail(Fault fault) {
        faults.add(fault);
    }

    /** Until it is called off, every call is answered with this status; 0 calls it off. */
    public void down(int status) {
        down.set(status);
    }

    /** Only this token is taken; with an empty one, every token is. */
    public void takesOnly(String accessToken) {
        token.set(accessToken);
    }

    /** Only calls with this token are counted and fail; with an empty one, all are. */
    public void watch(String accessToken) {
        watched.set(accessToken);
    }

    public void limit(int callsPerSecond) {
        perSecond.set(callsPerSecond);
    }

    public void slow(Duration each) {
        latency.set(each);
    }

    /** How often each route was called since it was last asked, refusals included. */
    public SortedMap<String, Integer> calls() {
        SortedMap<String, Integer> counted = new TreeMap<>();
        calls.forEach((route, count) -> counted.put(route, count.get()));
        calls.clear();
        return counted;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!latency.get().isZero()) {
                LockSupport.parkNanos(latency.get().toNanos());
            }
            Answer answer = answer(exchange, body);
            if (isWith(watched.get(), exchange)) {
                calls.computeIfAbsent(
                                route(exchange)
                                        + (answer.status() < 300 ? "" : " -> " + answer.status()),
                                _ -> new AtomicInteger())
                        .incrementAndGet();
            }
            byte[] bytes = answer.body().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json;charset=utf-8");
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Answer answer(HttpExchange exchange, byte[] body) {
        if (down.get() != 0) {
            return new Answer(down.get(), "");
        }
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith("/oauth/")) {
            Map<String, String> form = query(new String(body, UTF_8));
            return path.endsWith("/introspect")
                    ? new Answer(200, "{\"active\":true,\"hub_id\":%s}".formatted(portal.get()))
                    : granted(form);
        }
        if (!isWith(token.get(), exchange)) {
            return new Answer(401, "{\"category\":\"EXPIRED_AUTHENTICATION\"}");
        }
        if (isOverLimit()) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            return LIMITED;
        }
        String method = exchange.getRequestMethod();
        Fault fault = isWith(watched.get(), exchange) ? faults.peek() : null;
        if (fault != null && fault.method().equals(method) && faults.remove(fault)) {
            if (fault.late()) {
                asked(exchange, body);
            }
            if (fault.retryAfter() != null) {
                exchange.getResponseHeaders().set("Retry-After", fault.retryAfter());
            }
            return new Answer(fault.status(), fault.body());
        }
        return asked(exchange, body);
    }

    /** Somebody of this account logs in and lets an app in: the code that comes back. */
    public String consent(String portalId, String challenge) {
        portal.set(portalId);
        codes.put("code-" + challenge, challenge);
        return "code-" + challenge;
    }

    /** Each token ends the one before. */
    private Answer granted(Map<String, String> form) {
        if ("refresh_token".equals(form.get("grant_type"))) {
            if (!"refresh-1".equals(form.get("refresh_token"))) {
                return new Answer(400, "{\"status\":\"BAD_REFRESH_TOKEN\"}");
            }
            token.set("token-" + grants.incrementAndGet());
            return new Answer(
                    200,
                    "{\"access_token\":\"%s\",\"refresh_token\":\"refresh-1\",\"expires_in\":1800}"
                            .formatted(token.get()));
        }
        String challenge = codes.remove(form.getOrDefault("code", ""));
        String shown =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(TokenHash.of(form.getOrDefault("code_verifier", "")));
        return shown.equals(challenge)
                ? new Answer(200, "{\"access_token\":\"first\",\"refresh_token\":\"refresh-1\"}")
                : new Answer(400, "{\"status\":\"BAD_AUTH_CODE\"}");
    }

    private static boolean isWith(String accessToken, HttpExchange exchange) {
        return accessToken.isEmpty()
                || ("Bearer " + accessToken)
                        .equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private Answer asked(HttpExchange exchange, byte[] body) {
        return records.answer(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                query(exchange.getRequestURI().getRawQuery()),
                PeerJson.USUAL.read(body.length == 0 ? new byte[] {'{', '}'} : body));
    }

    private boolean isOverLimit() {
        long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
        if (second.getAndSet(now) != now) {
            inSecond.set(0);
        }
        return inSecond.incrementAndGet() > perSecond.get();
    }

    private static String route(HttpExchange exchange) {
        return exchange.getRequestMethod()
                + " "
                + Arrays.stream(exchange.getRequestURI().getPath().split("/", -1))
                        .map(part -> part.matches("[0-9]+") ? "{id}" : part)
                        .collect(Collectors.joining("/"));
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
