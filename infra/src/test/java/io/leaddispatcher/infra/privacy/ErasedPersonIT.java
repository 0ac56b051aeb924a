package io.leaddispatcher.infra.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.Intake;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.infra.LeadDispatcher;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class ErasedPersonIT {

    private static final String TOKEN = "ldp_" + "p".repeat(40);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static TestDatabase database;
    private static ConfigurableApplicationContext program;

    @BeforeAll
    static void start(@TempDir Path folder) {
        // Two programs in one JVM would set up the one log at once.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        database = TestDatabase.open();
        program =
                new SpringApplicationBuilder(LeadDispatcher.class)
                        .run(
                                "--server.port=0",
                                "--dispatcher.database.url=postgresql://dispatcher_owner:for-tests-only@127.0.0.1:%d/%s"
                                        .formatted(
                                                database.access().port(),
                                                database.access().database()),
                                "--dispatcher.encryption-key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                                "--dispatcher.data-dir=" + folder,
                                "--dispatcher.bootstrap.tenant=acme",
                                "--dispatcher.bootstrap.owner-email=owner@acme.test",
                                "--dispatcher.bootstrap.owner-password=correct-horse-battery",
                                "--dispatcher.bootstrap.api-token=" + TOKEN);
    }

    @AfterAll
    static void stop() {
        program.close();
        database.close();
    }

    @Test
    void anErasedPersonIsInNoTableAndNoLaterEventBringsThemBack() throws Exception {
        assertThat(submit("ana.gone", "x-gone").statusCode()).isEqualTo(201);
        assertThat(submit("colleague", "x-stays").statusCode()).isEqualTo(201);
        assertThat(mentions("ana.gone")).isPositive();
        assertThat(rawMentions("ana.gone")).isPositive();

        var answer =
                api(
                        "POST",
                        "/privacy/erasures",
                        "{\"email\":\" Ana.Gone@Privacy.example \",\"reason\":\"asked by letter\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"leads\":1", "\"events\":1", "\"runs\":1");

        assertThat(mentions("ana.gone")).isZero();
        assertThat(mentions("x-gone")).isZero();
        assertThat(rawMentions("ana.gone")).isZero();
        assertThat(mentions("colleague")).as("who shares the phone").isPositive();

        // The same again, under the old key and under a new one, and by a hook.
        assertThat(submit("ana.gone", "x-gone").statusCode()).isEqualTo(422);
        assertThat(submit("someone.else", "x-gone").statusCode()).isEqualTo(422);
        byHook("ana.gone");
        await().atMost(PATIENCE)
                .until(() ->
                        database.count("select count(*) from inbound_event where state = 'IGNORED'")
                                == 1);
        assertThat(mentions("ana.gone")).isZero();
        assertThat(rawMentions("ana.gone")).isZero();
        assertThat(submit("colleague", "x-stays").statusCode()).isLessThan(300);
        assertThat(api("GET", "/audit-log?action=person.erased", null).body())
                .contains("asked by letter")
                .doesNotContain("ana.gone");
    }

    @Test
    void anExportHoldsAllThatIsKnownInJsonAndInCsv() throws Exception {
        submit("ben.export", "=1+1");

        var json = api("GET", "/privacy/exports?email=ben.export@privacy.example", null);
        assertThat(json.statusCode()).as(json.body()).isEqualTo(200);
        for (var kind :
                List.of("leads", "identities", "events", "runs", "timeline", "assignments")) {
            assertThat(json.body()).contains("\"" + kind + "\":[");
        }
        assertThat(json.body()).contains("ben.export@privacy.example", "Ben.Export@", "LEAD_");
        var csv = api("GET", "/privacy/exports?email=ben.export@privacy.example&format=csv", null);
        assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(csv.body())
                .startsWith("\"kind\",\"record\",\"field\",\"value\"")
                .contains("\"leads\",\"1\",\"email\",\"ben.export@privacy.example\"")
                .contains("\"leads\",\"1\",\"external_id\",\"'=1+1\"");
        assertThat(api("GET", "/audit-log?action=person.exported", null).body())
                .contains("person:")
                .doesNotContain("ben.export");
        assertThat(api("GET", "/privacy/exports?email=ben", null).statusCode()).isEqualTo(422);
        assertThat(api("GET", "/privacy/exports", null).statusCode()).isEqualTo(422);
    }

    private static long mentions(String text) {
        long mentions = 0;
        for (String table :
                List.of(
                        "lead",
                        "lead_identity",
                        "inbound_event",
                        "routing_run",
                        "assignment",
                        "timeline",
                        "delivery",
                        "sandbox_message",
                        "pool_ledger_row",
                        "erased_identity",
                        "audit_log",
                        "connection_error")) {
            mentions +=
                    database.count(
                            "select count(*) from %1$s t where (to_jsonb(t) - 'raw')::text ilike '%%%2$s%%'"
                                    .formatted(table, text));
        }
        return mentions;
    }

    private static long rawMentions(String text) {
        return database.count(
                "select count(*) from inbound_event where lower(encode(raw, 'escape')) like '%%%s%%'"
                        .formatted(text));
    }

    private static String body(String name, String externalId) {
        return """
        {"externalId":"%2$s","contact":{"firstName":"%1$s","lastName":"Person",
         "email":"%3$s@Privacy.example","phone":"+49 30 901820"}}
        """
                .formatted(name, externalId, capitalised(name));
    }

    private static String capitalised(String name) {
        return name.equals("ben.export") ? "Ben.Export" : name;
    }

    private static HttpResponse<String> submit(String name, String externalId)
            throws IOException, InterruptedException {
        return api("POST", "/leads", body(name, externalId));
    }

    private static void byHook(String name) {
        TenantId tenant =
                Objects.requireNonNull(
                        program.getBean(Workspaces.class).find("acme").block(PATIENCE));
        program.getBean(Intake.class)
                .handle(
                        Caller.system(tenant),
                        List.of(
                                new InboundEvent(
                                        tenant,
                                        null,
                                        "generic",
                                        "retry-" + UUID.randomUUID(),
                                        "application/json",
                                        body(name, "x-new").getBytes(StandardCharsets.UTF_8),
                                        Instant.now())))
                .block(PATIENCE);
    }

    private static HttpResponse<String> api(String method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://localhost:%s/api/v1%s"
                                                .formatted(
                                                        program.getEnvironment()
                                                                .getProperty("local.server.port"),
                                                        path)))
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Content-Type", "application/json")
                        .header("Prefer", "wait=10")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body))
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }
}
