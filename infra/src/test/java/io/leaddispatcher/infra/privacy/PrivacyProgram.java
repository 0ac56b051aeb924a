package io.leaddispatcher.infra.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.Intake;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.infra.LeadDispatcher;
import io.leaddispatcher.infra.database.Contents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** The whole program with a workspace in which every kind of copy of a person is made. */
final class PrivacyProgram implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String TOKEN = "ldp_" + "p".repeat(40);

    private final Path folder;
    private final TestDatabase database = TestDatabase.open();
    private final Contents contents = new Contents(database.access());
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicReference<String> contact = new AtomicReference<>("{}");
    private final HttpServer hubspot;
    private final ConfigurableApplicationContext context;

    PrivacyProgram() {
        // Two programs in one JVM would set up the one log at once.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        try {
            folder = Files.createTempDirectory("privacy");
            hubspot =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hubspot.createContext("/", exchange -> answer(exchange, contact.get()));
        hubspot.createContext("/hook", exchange -> answer(exchange, "{}"));
        hubspot.start();
        context =
                new SpringApplicationBuilder(LeadDispatcher.class)
                        .run(
                                "--server.port=0",
                                "--dispatcher.database.url=postgresql://dispatcher_owner:for-tests-only@127.0.0.1:%d/%s"
                                        .formatted(
                                                database.access().port(),
                                                database.access().database()),
                                "--dispatcher.encryption-key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                                "--dispatcher.data-dir=" + folder,
                                "--dispatcher.outbound.allow-private-addresses=true",
                                "--dispatcher.hubspot.api-base-url=http://127.0.0.1:%d"
                                        .formatted(hubspot.getAddress().getPort()),
                                "--dispatcher.bootstrap.tenant=acme",
                                "--dispatcher.bootstrap.owner-email=owner@acme.test",
                                "--dispatcher.bootstrap.owner-password=correct-horse-battery",
                                "--dispatcher.bootstrap.api-token=" + TOKEN);
        furnish();
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] answer = json.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    /** So that leads are given to somebody, who is told, and programs outside hear of it. */
    private void furnish() {
        made("PUT", "/reps/mia", "{\"name\":\"Mia\",\"email\":\"mia@acme.test\"}");
        made("PUT", "/fields/condition", "{\"name\":\"Condition\"}");
        made(
                "PUT",
                "/policies/lead/draft",
                """
                {"tiers":[{"name":"All","rules":[{"id":"mia","when":{"any":[{"field":"custom.condition","op":"eq","value":"cough"},{"field":"contact.email","op":"exists"},{"field":"contact.email","op":"missing"}]},"assign":{"rep":"mia"}}]}],"fallback":{"queue":"fallback"}}
                """);
        made("POST", "/policies/lead/draft/publish", "{\"comment\":\"c\",\"expectedVersion\":1}");
        made(
                "POST",
                "/webhook-subscriptions",
                "{\"url\":\"http://127.0.0.1:%d/hook\",\"events\":[\"lead.received\",\"lead.routed\",\"assignment.offered\"]}"
                        .formatted(hubspot.getAddress().getPort()));
        made("PUT", "/connections/web", "{\"type\":\"form\"}");
        made(
                "PUT",
                "/connections/signed",
                "{\"type\":\"generic\",\"secrets\":{\"signingSecret\":\"whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\"}}");
        made(
                "PUT",
                "/connections/hs",
                "{\"type\":\"hubspot\",\"settings\":{\"portalId\":\"1\"},\"secrets\":{\"clientSecret\":\"cccccccc\",\"accessToken\":\"pat-1\"}}");
    }

    void made(String method, String path, @Nullable String body) {
        var answer = api(method, path, body, Map.of());
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isLessThan(300);
    }

    TestDatabase database() {
        return database;
    }

    /** What HubSpot says of every contact from now on. */
    void contact(String json) {
        contact.set(json);
    }

    HttpResponse<String> api(
            String method, String path, @Nullable String body, Map<String, String> headers) {
        var request =
                HttpRequest.newBuilder(at("/api/v1" + path))
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Content-Type", "application/json")
                        .header("Prefer", "wait=10");
        headers.forEach(request::header);
        return send(request.method(method, publisher(body)).build());
    }

    /** The form of the workspace, as a page sends it. */
    HttpResponse<String> form(String fields) {
        return send(
                HttpRequest.newBuilder(at(hookPath("web")))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .method("POST", publisher(fields))
                        .build());
    }

    /** Where a connection is told of events. */
    String hookPath(String connection) {
        var found = api("GET", "/connections/" + connection, null, Map.of()).body();
        return found.replaceAll("(?s).*\"hookUrl\"\\s*:\\s*\"[^\"]*(/hooks/[^\"]*)\".*", "$1");
    }

    /** As a door hands in what it has verified. */
    void hook(String connection, String source, String key, String raw) {
        TenantId tenant =
                Objects.requireNonNull(
                        context.getBean(Workspaces.class).find("acme").block(PATIENCE));
        context.getBean(Intake.class)
                .handle(
                        Caller.system(tenant),
                        List.of(
                                new InboundEvent(
                                        tenant,
                                        new ConnectionKey(connection),
                                        source,
                                        key,
                                        "application/json",
                                        raw.getBytes(UTF_8),
                                        Instant.now())))
                .block(PATIENCE);
    }

    /** Somebody has told what came of a lead of theirs, and named them. */
    void outcome(Somebody who) {
        String lead =
                texts(
                                "select lead_id::text from lead_identity where handle = 'x:%s'"
                                        .formatted(who.externalId()))
                        .getFirst();
        made(
                "POST",
                "/leads/%s/outcomes".formatted(lead),
                "{\"type\":\"OPPORTUNITY\",\"reason\":\"%s likes it\"}".formatted(who.mark()));
    }

    /** Somebody has opened the sensitive values of the leads that name a person, by that name. */
    void disclosed(String name) {
        database.executeAsSuperuser(
                """
                insert into disclosure (tenant_id, id, member_id, lead_id, reason, opened_at, ends_at)
                select tenant_id, gen_random_uuid(), gen_random_uuid(), id, 'asked about %s', now(), now() + interval '15 minutes'
                  from lead l
                 where l::text ilike '%%%s%%'
                """
                        .formatted(name, name));
    }

    /** Somebody has looked for a person by address and by name, and kept what they looked for. */
    void lookedFor(Somebody who) {
        lookedFor(who.email());
        lookedFor(who.lastName() + ", " + who.firstName());
    }

    private void lookedFor(String words) {
        database.executeAsSuperuser(
                """
                insert into saved_filter (tenant_id, id, member_id, name, query, saved_at)
                select m.tenant_id, gen_random_uuid(), m.id, 'my %1$s', jsonb_build_object('q', '%1$s'), now()
                  from member m join tenant t on t.tenant_id = m.tenant_id and t.slug = 'acme'
                 limit 1
                """
                        .formatted(words));
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** Until nothing waits to be translated or routed. */
    void settled() {
        await().atMost(PATIENCE)
                .until(() ->
                        database.count(
                                        "select count(*) from inbound_event where state in ('RECEIVED', 'READY')")
                                == 0);
    }

    /** Until what is told of a lead was sent. */
    void delivered() {
        await().atMost(PATIENCE)
                .until(() ->
                        database.count("select count(*) from delivery where state <> 'DELIVERED'")
                                == 0);
    }

    /** How many rows of each table name it, in text or in bytes; without tables that do not. */
    Map<String, Long> mentions(String text) {
        return contents.mentions(text);
    }

    List<String> tables() {
        return contents.tables();
    }

    /** The condition that a row of the table, {@code t}, names it. */
    String names(String table, String text) {
        return contents.names(table, text);
    }

    /** Past row-level security, as one text to a line. */
    List<String> texts(String sql) {
        return contents.texts(sql);
    }

    URI at(String path) {
        return URI.create(
                "http://localhost:%s%s"
                        .formatted(
                                context.getEnvironment().getRequiredProperty("local.server.port"),
                                path));
    }

    private static HttpRequest.BodyPublisher publisher(@Nullable String body) {
        return body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.close();
        context.close();
        hubspot.stop(0);
        database.close();
        FileSystemUtils.deleteRecursively(folder.toFile());
    }
}
