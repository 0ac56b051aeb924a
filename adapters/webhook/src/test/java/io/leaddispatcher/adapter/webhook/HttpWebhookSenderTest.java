package io.leaddispatcher.adapter.webhook;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.exactly;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.webhook.port.WebhookSender.Answer;
import io.leaddispatcher.application.webhook.port.WebhookSender.Call;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;

class HttpWebhookSenderTest {

    private static final WireMockServer SERVER =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    private static final Instant AT = Instant.parse("2026-11-21T12:00:00.750Z");

    private final HttpWebhookSender sender =
            new HttpWebhookSender(WebClient.create(), "LeadDispatcher/1.2.3");

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void forget() {
        SERVER.resetAll();
    }

    /** The vector of the Standard Webhooks libraries. */
    @Test
    void theSignatureIsTheOneOfTheSpecification() {
        assertThat(
                        Signature.of(
                                List.of(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")),
                                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                1_614_265_330,
                                "{\"test\": 2432232314}".getBytes(UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void theBytesThatAreSignedAreTheBytesThatAreSent() {
        answers(aResponse().withStatus(204));

        call();

        var request = SERVER.getAllServeEvents().getFirst().getRequest();
        assertThat(request.getBodyAsString())
                .isEqualTo(
                        "{\"type\":\"lead.routed\",\"timestamp\":\"2026-11-21T11:59:00Z\",\"data\":{\"leadId\":\"1\"}}");
        long timestamp = AT.getEpochSecond();
        assertThat(request.getHeader("webhook-timestamp")).isEqualTo(Long.toString(timestamp));
        assertThat(request.getHeader("webhook-signature"))
                .isEqualTo(Signature.of(secrets(), "msg_1", timestamp, request.getBody()))
                .matches("v1,\\S+ v1,\\S+");
        SERVER.verify(
                postRequestedFor(urlEqualTo("/hook"))
                        .withHeader("webhook-id", equalTo("msg_1"))
                        .withHeader("User-Agent", equalTo("LeadDispatcher/1.2.3"))
                        .withHeader("Content-Type", equalTo("application/json")));
    }

    @Test
    void aRedirectIsNotFollowed() {
        answers(aResponse().withStatus(302).withHeader("Location", SERVER.url("/elsewhere")));

        assertThat(call()).isEqualTo(new Answer.Answered(302, null, ""));
        SERVER.verify(exactly(0), postRequestedFor(urlEqualTo("/elsewhere")));
    }

    @Test
    void ofTheAnswerOnlyTheBeginningIsKept() {
        answers(aResponse().withStatus(500).withBody("x".repeat(5_000_000)));

        assertThat(call()).isEqualTo(new Answer.Answered(500, null, "x".repeat(1_024)));
    }

    @Test
    void patienceIsPassedOn() {
        answers(aResponse().withStatus(429).withHeader("Retry-After", "120"));
        assertThat(call()).isEqualTo(new Answer.Answered(429, Duration.ofMinutes(2), ""));

        answers(aResponse().withStatus(503).withHeader("Retry-After", "soon"));
        assertThat(call()).isEqualTo(new Answer.Answered(503, null, ""));
    }

    @Test
    void nobodyAtTheOtherEndIsAnAnswerToo() {
        Answer answer =
                sender.call(
                                new Call(
                                        URI.create("http://127.0.0.1:1/hook"),
                                        "msg_1",
                                        AT,
                                        secrets(),
                                        payload()))
                        .block();

        assertThat(answer)
                .isEqualTo(new Answer.Silent("unreachable", "the endpoint could not be reached"));
    }

    /** Some frameworks forget the last piece, and some proxies keep the line open. */
    @Test
    void whoeverNeverEndsTheAnswerHasAnsweredAllTheSame() throws Exception {
        try (ServerSocket endpoint = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<@Nullable Answer> called =
                    sender.call(
                                    new Call(
                                            URI.create(
                                                    "http://127.0.0.1:%d/hook"
                                                            .formatted(endpoint.getLocalPort())),
                                            "msg_1",
                                            AT,
                                            secrets(),
                                            payload()))
                            .toFuture();
            try (Socket caller = endpoint.accept()) {
                caller.getOutputStream()
                        .write(
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n"
                                        .getBytes(UTF_8));

                assertThat(called.get(10, TimeUnit.SECONDS))
                        .isEqualTo(new Answer.Answered(200, null, "ok"));
            }
        }
    }

    private static void answers(ResponseDefinitionBuilder answer) {
        SERVER.stubFor(post("/hook").willReturn(answer));
    }

    private static List<Secret> secrets() {
        return List.of(
                new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSx"));
    }

    private static Map<String, Object> payload() {
        return Map.of(
                "data", Map.of("leadId", "1"),
                "timestamp", "2026-11-21T11:59:00Z",
                "type", "lead.routed");
    }

    private Answer call() {
        return Objects.requireNonNull(
                sender.call(
                                new Call(
                                        URI.create(SERVER.url("/hook")),
                                        "msg_1",
                                        AT,
                                        secrets(),
                                        payload()))
                        .block());
    }
}
