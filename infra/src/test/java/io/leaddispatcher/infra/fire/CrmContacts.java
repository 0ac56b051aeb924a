package io.leaddispatcher.infra.fire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** HubSpot with contacts whose owners and tasks are remembered. */
final class CrmContacts {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTACTS = "/crm/v3/objects/contacts/";

    /**
     * @param contact about whom
     * @param owner who is to do it
     */
    record Task(String contact, String owner, String type) {}

    private final HttpServer server;

    /** The properties of each contact, as JSON. */
    private final Map<String, String> contacts = new ConcurrentHashMap<>();

    private final Map<String, String> owners = new ConcurrentHashMap<>();
    private final List<Task> tasks = new CopyOnWriteArrayList<>();

    private CrmContacts(HttpServer server) {
        this.server = server;
    }

    static CrmContacts start() {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
            CrmContacts crm = new CrmContacts(server);
            server.createContext("/", crm::take);
            server.setExecutor(
                    Executors.newThreadPerTaskExecutor(
                            Thread.ofVirtual().name("crm-contacts-", 0).factory()));
            server.start();
            return crm;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void know(String contact, String properties) {
        contacts.put(contact, properties);
    }

    /** Empty while nobody owns the contact. */
    String ownerOf(String contact) {
        return owners.getOrDefault(contact, "");
    }

    List<Task> tasksOf(String contact) {
        return tasks.stream().filter(task -> task.contact().equals(contact)).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
            String path = exchange.getRequestURI().getPath();
            String answer =
                    path.startsWith(CONTACTS)
                            ? contact(
                                    exchange.getRequestMethod(),
                                    path.substring(CONTACTS.length()),
                                    body)
                            : other(path, body);
            byte[] bytes = answer.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(bytes.length == 0 ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Empty for what there is not. */
    private String contact(String method, String contact, JsonNode body) {
        String properties = contacts.get(contact);
        if (properties == null) {
            return "";
        }
        if (method.equals("PATCH")) {
            owners.put(contact, body.at("/properties/hubspot_owner_id").asString());
        }
        return "{\"id\":\"%s\",\"properties\":%s,\"associations\":{}}"
                .formatted(contact, properties);
    }

    private String other(String path, JsonNode body) {
        if (!path.equals("/crm/v3/objects/tasks")) {
            return "";
        }
        JsonNode properties = body.path("properties");
        tasks.add(
                new Task(
                        body.at("/associations/0/to/id").asString(),
                        properties.path("hubspot_owner_id").asString(),
                        properties.path("hs_task_type").asString()));
        return "{\"id\":\"t%d\"}".formatted(tasks.size());
    }
}
