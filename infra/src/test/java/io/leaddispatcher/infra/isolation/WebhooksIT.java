package io.leaddispatcher.infra.isolation;

import static io.leaddispatcher.infra.isolation.TwoWorkspaces.ACME;
import static io.leaddispatcher.infra.isolation.TwoWorkspaces.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leaddispatcher.infra.isolation.TwoWorkspaces.Workspace;
import io.leaddispatcher.infra.isolation.WebhookRecorder.Call;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The whole program tells an endpoint outside that is not always well. */
class WebhooksIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir static Path folder;

    private static TwoWorkspaces program;
    private static WebhookRecorder endpoint;
    private static int version;

    private String id = "";
    private String secret = "";

    @BeforeAll
    static void start() throws Exception {
        program = new TwoWorkspaces(folder);
        endpoint = new WebhookRecorder();
        program.put(ACME, "/reps/mia", "{\"name\":\"Mia\",\"email\":\"mia@acme.example\"}");
        program.put(
                ACME,
                "/pools/sales",
                "{\"name\":\"Sales\",\"strategy\":\"ROUND_ROBIN\",\"members\":[{\"rep\":\"mia\"}]}");
        version =
                JSON.readTree(program.api(ACME, HttpMethod.GET, "/policies/lead", null).body())
                        .path("version")
                        .asInt(0);
        publish();
    }

    @AfterAll
    static void stop() {
        endpoint.close();
        program.close();
    }

    @BeforeEach
    void subscribe() throws Exception {
        endpoint.forget();
        JsonNode created =
                json(
                        201,
                        ACME,
                        HttpMethod.POST,
                        "/webhook-subscriptions",
                        """
                        {"url":"%s","events":["lead.received","lead.routed","assignment.offered","lead.dispatched","policy.published"]}
                        """
                                .formatted(endpoint.url()));
        id = created.required("id").asString();
        secret = created.required("secret").asString();
    }

    @AfterEach
    void unsubscribe() throws Exception {
        program.api(ACME, HttpMethod.DELETE, "/webhook-subscriptions/" + id, null);
    }

    @Test
    void whatHappensToALeadIsToldAndSigned() throws Exception {
        String lead = submit("told@acme.example");

        await().atMost(PATIENCE).until(() -> endpoint.calls().size() == 4);
        List<String> types = new ArrayList<>();
        for (Call call : endpoint.calls()) {
            JsonNode body = JSON.readTree(call.body());
            types.add(body.required("type").asString());
            assertThat(body.at("/data/leadId").asString()).isEqualTo(lead);
            assertThat(call.isSignedWith(secret)).as("%s", call).isTrue();
            assertThat(call.body()).doesNotContain("told@");
            assertThat(call.userAgent()).matches("LeadDispatcher/\\d+\\.\\d+\\.\\d+\\S*");
        }
        assertThat(types)
                .containsExactlyInAnyOrder(
                        "lead.received", "lead.routed", "assignment.offered", "lead.dispatched");
        assertThat(endpoint.calls()).extracting(Call::id).doesNotHaveDuplicates();
        assertThat(json(200, ACME, HttpMethod.GET, "/webhook-subscriptions/" + id, null).toString())
                .doesNotContain("whsec_");
        assertThat(program.api(GLOBEX, HttpMethod.GET, "/webhook-subscriptions", null).body())
                .doesNotContain(id);
    }

    @Test
    void whatARepDoesAboutALeadIsTold() throws Exception {
        json(
                200,
                ACME,
                HttpMethod.PUT,
                "/webhook-subscriptions/" + id,
                """
                {"url":"%s","events":["assignment.accepted","assignment.completed","outcome.recorded"]}
                """
                        .formatted(endpoint.url()));
        String lead = submit("taken-on@acme.example");
        await().atMost(PATIENCE)
                .until(() ->
                        json(200, ACME, HttpMethod.GET, "/leads/" + lead, null)
                                .path("status")
                                .asString("")
                                .equals("ASSIGNED"));

        json(200, ACME, HttpMethod.POST, "/leads/" + lead + "/accept", "{}");
        json(
                200,
                ACME,
                HttpMethod.POST,
                "/leads/" + lead + "/outcomes",
                "{\"type\":\"WON\",\"amount\":1200.5,\"currency\":\"EUR\"}");

        await().atMost(PATIENCE).until(() -> endpoint.calls().size() == 3);
        assertThat(endpoint.calls().stream().map(Call::body).toList())
                .allSatisfy(body -> assertThat(body).contains(lead))
                .anySatisfy(body -> assertThat(body).contains("assignment.accepted"))
                .anySatisfy(body ->
                        assertThat(body).contains("outcome.recorded", "1200.5", "EUR", "WON"))
                .anySatisfy(body -> assertThat(body).contains("assignment.completed"));
    }

    @Test
    void whatFailedIsToldAgainWithTheSameIdAndIsInTheLog() throws Exception {
        endpoint.answerNext(500);
        publish();

        await().atMost(PATIENCE).until(() -> endpoint.calls().size() == 2);
        assertThat(endpoint.calls())
                .extracting(Call::id)
                .containsOnly(endpoint.calls().getFirst().id());
        await().atMost(PATIENCE).until(() -> log().path("status").asString("").equals("DELIVERED"));
        assertThat(log().required("webhookId").asString())
                .isEqualTo(endpoint.calls().getFirst().id());
        assertThat(log().at("/tries/0/status").asInt()).isEqualTo(500);
        assertThat(log().at("/tries/1/status").asInt()).isEqualTo(204);

        json(
                200,
                ACME,
                HttpMethod.POST,
                "/deliveries/" + log().required("id").asString() + "/replay",
                null);
        await().atMost(PATIENCE).until(() -> endpoint.calls().size() == 3);
        assertThat(endpoint.calls().getLast().id()).isEqualTo(endpoint.calls().getFirst().id());
    }

    @Test
    void whileASecretIsRotatedBothSign() throws Exception {
        String fresh =
                json(200, ACME, HttpMethod.POST, "/webhook-subscriptions/" + id + "/rotate", "{}")
                        .required("secret")
                        .asString();
        publish();

        await().atMost(PATIENCE).until(() -> !endpoint.calls().isEmpty());
        Call call = endpoint.calls().getFirst();
        assertThat(fresh).isNotEqualTo(secret);
        assertThat(call.isSignedWith(fresh)).isTrue();
        assertThat(call.isSignedWith(secret)).isTrue();
        assertThat(call.isSignedWith("whsec_" + "A".repeat(43) + "=")).isFalse();
    }

    @Test
    void anEndpointThatIsGoneIsToldNoMore() throws Exception {
        Optional<String> before = tag();
        endpoint.answerNext(410);
        publish();

        await().atMost(PATIENCE)
                .until(() ->
                        !json(200, ACME, HttpMethod.GET, "/webhook-subscriptions/" + id, null)
                                .required("active")
                                .asBoolean());
        assertThat(tag()).as("the tag of what is off now").isPresent().isNotEqualTo(before);
        publish();
        submit("gone@acme.example");
        assertThat(
                        json(
                                        200,
                                        ACME,
                                        HttpMethod.GET,
                                        "/webhook-subscriptions/" + id + "/deliveries",
                                        null)
                                .required("items")
                                .size())
                .isEqualTo(1);
        assertThat(endpoint.calls()).hasSize(1);
    }

    private Optional<String> tag() throws Exception {
        return program.api(ACME, HttpMethod.GET, "/webhook-subscriptions/" + id, null)
                .headers()
                .firstValue("ETag");
    }

    @Test
    void anAddressThatCallsOutMustNotReachIsRefused() throws Exception {
        JsonNode problem =
                json(
                        422,
                        ACME,
                        HttpMethod.POST,
                        "/webhook-subscriptions",
                        "{\"url\":\"https://169.254.169.254/latest\",\"events\":[\"lead.routed\"]}");

        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo("/url");
    }

    private JsonNode log() throws Exception {
        return json(200, ACME, HttpMethod.GET, "/webhook-subscriptions/" + id + "/deliveries", null)
                .path("items")
                .path(0);
    }

    private static String submit(String email) throws Exception {
        return JSON.readTree(
                        program.send(
                                        HttpMethod.POST,
                                        "/api/v1/leads",
                                        "{\"contact\":{\"email\":\"%s\"}}".formatted(email),
                                        Map.of(
                                                "Authorization", "Bearer " + ACME.token(),
                                                "Content-Type", "application/json",
                                                "Prefer", "wait=20"))
                                .body())
                .required("leadId")
                .asString();
    }

    private static void publish() throws Exception {
        program.put(
                ACME,
                "/policies/lead/draft",
                """
                {"tiers":[{"name":"All","rules":[{"id":"all","name":"All","assign":{"pool":"sales"}}]}],
                 "fallback":{"queue":"fallback"}}
                """);
        json(
                200,
                ACME,
                HttpMethod.POST,
                "/policies/lead/draft/publish",
                "{\"comment\":\"again\",\"expectedVersion\":%d}".formatted(version));
        version++;
    }

    private static JsonNode json(
            int status, Workspace as, HttpMethod method, String path, @Nullable String body)
            throws Exception {
        HttpResponse<String> answer = program.api(as, method, path, body);
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, answer.body())
                .isEqualTo(status);
        return JSON.readTree(answer.body());
    }
}
