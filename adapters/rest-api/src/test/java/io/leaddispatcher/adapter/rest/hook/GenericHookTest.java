package io.leaddispatcher.adapter.rest.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.closure.InMemoryWorkspaceDeletions;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.intake.port.Translation;
import io.leaddispatcher.http.WebhookSigning;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

class GenericHookTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String PREVIOUS = "whsec_plJ3nmyCDGBKInavdOK15jsl";
    private static final String PATH = "/hooks/generic/" + Doors.HOOK_ID;
    private static final String LEAD =
            "{\"externalId\":\"x-1\",\"contact\":{\"email\":\"ana@acme.de\"}}";

    private final Doors doors =
            new Doors(
                    "generic",
                    Map.of(),
                    Map.of(
                            "signingSecret",
                            new Secret(SECRET),
                            "previousSigningSecret",
                            new Secret(PREVIOUS)));
    private final WebTestClient client = doors.client();

    @Test
    void aSignedLeadIsStoredUnderItsMessageId() {
        post("msg_1", LEAD)
                .expectStatus()
                .isAccepted()
                .expectBody()
                .json(
                        "{\"eventId\":\"00000000-0000-0000-0000-000000000009\","
                                + "\"status\":\"ACCEPTED\"}");

        assertThat(doors.stored).hasSize(1);
        assertThat(doors.stored.getFirst().idempotencyKey()).isEqualTo("msg_1");
        assertThat(doors.stored.getFirst().source()).isEqualTo("generic");
    }

    @Test
    void anEnvelopeIsOpenedWhenTheEventIsTranslated() {
        post("msg_1", "{\"type\":\"lead.created\",\"timestamp\":\"t\",\"data\":" + LEAD + "}");
        post("msg_2", LEAD);

        var translator = new LeadBodyTranslator("generic", true);
        assertThat(doors.stored)
                .hasSize(2)
                .allSatisfy(event ->
                        assertThat(
                                        translator
                                                .translate(event, doors.connection)
                                                .block(Duration.ofSeconds(5)))
                                .isEqualTo(
                                        new Translation.Body(
                                                Map.of(
                                                        "externalId",
                                                        "x-1",
                                                        "contact",
                                                        Map.of("email", "ana@acme.de")),
                                                "x-1")));
    }

    @Test
    void theSecretBeforeSignsToo() {
        send("msg_1", LEAD, "application/json", PREVIOUS).expectStatus().isAccepted();

        assertThat(doors.stored).hasSize(1);
    }

    @Test
    void anUnsignedDeliveryIsRefusedAndCounted() {
        client.post()
                .uri(PATH)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(LEAD)
                .exchange()
                .expectStatus()
                .isUnauthorized();

        assertThat(doors.rejected.count()).isEqualTo(1);
        assertThat(doors.stored).isEmpty();
    }

    @Test
    void whatIsNoJsonObjectIsMalformed() {
        for (String body :
                new String[] {
                    "{", "[]", "{\"a\":1}x", "{\"a\":1,\"a\":2}", "{\"a\":1e999999999}", ""
                }) {
            post("msg_1", body)
                    .expectStatus()
                    .isBadRequest()
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        }
        String deep = "{\"a\":".repeat(65) + "1" + "}".repeat(65);
        post("msg_1", deep).expectStatus().isBadRequest();
        assertThat(doors.stored).isEmpty();
    }

    @Test
    void anotherContentTypeIsRefused() {
        send("msg_1", LEAD, "text/plain")
                .expectStatus()
                .isEqualTo(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        post("msg_1", "{\"a\":\"" + "x".repeat(1024 * 1024) + "\"}")
                .expectStatus()
                .isEqualTo(HttpStatus.CONTENT_TOO_LARGE);
        assertThat(doors.rejected.count()).isZero();
    }

    @Test
    void whatCannotBeStoredIsNotAcknowledged() {
        doors.storeFails = true;

        post("msg_1", LEAD).expectStatus().isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    }

    @Test
    void aClosedWorkspaceRefusesAndSaysSo() {
        doors.closedWorkspaces = InMemoryWorkspaceDeletions.closed(Doors.TENANT, Doors.NOW);

        doors.client()
                .post()
                .uri(PATH)
                .header("Content-Type", "application/json")
                .bodyValue(LEAD)
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectBody()
                .jsonPath("$.detail")
                .value(detail -> assertThat(detail.toString()).contains("is closed"));
        assertThat(doors.stored).isEmpty();
    }

    @Test
    void anUnknownHookOrOneOfAnotherTypeIsNotFound() {
        client.post().uri("/hooks/generic/short").exchange().expectStatus().isNotFound();
        client.post().uri("/hooks/forms/" + Doors.HOOK_ID).exchange().expectStatus().isNotFound();
    }

    private WebTestClient.ResponseSpec post(String id, String body) {
        return send(id, body, "application/json");
    }

    private WebTestClient.ResponseSpec send(String id, String body, String contentType) {
        return send(id, body, contentType, SECRET);
    }

    private WebTestClient.ResponseSpec send(
            String id, String body, String contentType, String secret) {
        long now = Doors.NOW.getEpochSecond();
        return client.post()
                .uri(PATH)
                .header("Content-Type", contentType)
                .header("webhook-id", id)
                .header("webhook-timestamp", String.valueOf(now))
                .header("webhook-signature", WebhookSigning.sign(secret, id, now, body))
                .bodyValue(body)
                .exchange();
    }
}
