package io.leaddispatcher.infra.fire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Slack on a bad day: each message is refused by 429, then by 500, and taken the third time. */
final class SlackRecorder implements AutoCloseable {

    /**
     * A message that was taken.
     *
     * @param id by which a repeat can be told
     */
    record Message(String id, String channel, String lead) {}

    private static final Pattern LEAD = Pattern.compile("\"lead_([0-9a-f-]{36})\"");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final Queue<Message> taken = new ConcurrentLinkedQueue<>();

    private SlackRecorder(HttpServer server) {
        this.server = server;
    }

    static SlackRecorder start() throws IOException {
        HttpServer server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
        SlackRecorder recorder = new SlackRecorder(server);
        server.createContext("/api/chat.postMessage", recorder::post);
        server.setExecutor(recorder.threads);
        server.start();
        return recorder;
    }

    String baseUrl() {
        return "http://127.0.0.1:%d/api/".formatted(server.getAddress().getPort());
    }

    List<Message> taken() {
        return List.copyOf(taken);
    }

    private void post(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(exchange.getRequestBody().readAllBytes());
        String id = form.getOrDefault("client_msg_id", "");
        switch (calls.merge(id, 1, Integer::sum)) {
            case 1 -> {
                exchange.getResponseHeaders().set("Retry-After", "1");
                answer(exchange, 429, "{\"ok\":false,\"error\":\"ratelimited\"}");
            }
            case 2 -> answer(exchange, 500, "");
            default -> {
                String channel = form.getOrDefault("channel", "");
                taken.add(new Message(id, channel, lead(form.getOrDefault("blocks", ""))));
                answer(
                        exchange,
                        200,
                        "{\"ok\":true,\"channel\":\"%s\",\"ts\":\"1.%d\"}"
                                .formatted(channel, taken.size()));
            }
        }
    }

    private static String lead(String blocks) {
        Matcher lead = LEAD.matcher(blocks);
        return lead.find() ? lead.group(1) : "";
    }

    private static Map<String, String> form(byte[] body) {
        return Arrays.stream(new String(body, UTF_8).split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(
                        Collectors.toMap(
                                pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
