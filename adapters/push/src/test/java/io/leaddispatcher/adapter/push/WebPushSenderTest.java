package io.leaddispatcher.adapter.push;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.push.Device;
import io.leaddispatcher.application.push.PushMessage;
import io.leaddispatcher.application.push.port.PushSender.Answer;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.reactive.function.client.WebClient;

class WebPushSenderTest {

    @RegisterExtension
    static final WireMockExtension SERVICE =
            WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

    private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");
    private static final PushMessage MESSAGE =
            new PushMessage(
                    "New lead",
                    "Ana Ruíz at Acme",
                    "/leads/0199c1f0-0000-7000-8000-000000000001",
                    "0199c1f0-0000-7000-8000-000000000001");

    private final KeyPair keys = FakeBrowser.newKeys();
    private final FakeBrowser browser = new FakeBrowser();
    private final WebPushSender sender =
            new WebPushSender(
                    WebClient.create(),
                    new Vapid(keys, "https://app.example.test"),
                    new PushServices(List.of("localhost", "*.push.example")),
                    () -> NOW);

    WebPushSenderTest() throws GeneralSecurityException {}

    private Answer send(Device device) {
        return Objects.requireNonNull(sender.send(device, MESSAGE).block());
    }

    private Device device() {
        return browser.at(SERVICE.url("/send/abc"));
    }

    @Test
    void theBrowserAndNobodyElseReadsIt() throws Exception {
        SERVICE.stubFor(post(urlEqualTo("/send/abc")).willReturn(aResponse().withStatus(201)));

        assertThat(send(device())).isEqualTo(new Answer.Taken());

        LoggedRequest request = SERVICE.getAllServeEvents().getFirst().getRequest();
        assertThat(browser.read(request.getBody()))
                .contains(
                        "\"title\":\"New lead\"",
                        "\"body\":\"Ana Ruíz at Acme\"",
                        "\"path\":\"/leads/0199c1f0-0000-7000-8000-000000000001\"");
        assertThat(request.getBodyAsString()).doesNotContain("Ana", "leads");
        assertThat(request.getHeader("Content-Encoding")).isEqualTo("aes128gcm");
        assertThat(request.getHeader("TTL")).isEqualTo("14400");
        assertThat(request.getHeader("Urgency")).isEqualTo("high");
        assertThat(request.getHeader("Topic")).isEqualTo("0199c1f0000070008000000000000001");
    }

    @Test
    void theServiceIsToldWhoSends() throws Exception {
        SERVICE.stubFor(post(urlEqualTo("/send/abc")).willReturn(aResponse().withStatus(201)));

        send(device());

        String said =
                SERVICE.getAllServeEvents().getFirst().getRequest().getHeader("Authorization");
        assertThat(said).startsWith("vapid t=").endsWith(", k=" + sender.publicKey());
        SignedJWT token = SignedJWT.parse(said.substring(8, said.indexOf(',')));
        assertThat(token.verify(new ECDSAVerifier((ECPublicKey) keys.getPublic()))).isTrue();
        assertThat(token.getJWTClaimsSet().getAudience())
                .containsExactly("http://localhost:" + SERVICE.getPort());
        assertThat(token.getJWTClaimsSet().getExpirationTime())
                .isEqualTo(Date.from(NOW.plus(Duration.ofHours(12))));
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("https://app.example.test");
    }

    @ParameterizedTest
    @CsvSource({
        "404, Gone",
        "410, Gone",
        "429, Later",
        "500, Later",
        "503, Later",
        "400, Refused",
        "403, Refused",
        "413, Refused",
        "301, Refused"
    })
    void theAnswerOfTheServiceSaysWhatToDo(int status, String answer) {
        SERVICE.stubFor(
                post(urlEqualTo("/send/abc"))
                        .willReturn(aResponse().withStatus(status).withHeader("Retry-After", "7")));

        Answer given = send(device());

        assertThat(given.getClass().getSimpleName()).isEqualTo(answer);
        if (given instanceof Answer.Later(var after, _)) {
            assertThat(after).isEqualTo(Duration.ofSeconds(7));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"Thu, 26 Nov 2026 09:01:00 GMT|PT1M", "999999|PT24H", "1000000|PT24H"})
    void howLongItWantsToBeLeftAloneIsHeardAsEverywhere(String header, Duration wait) {
        SERVICE.stubFor(
                post(urlEqualTo("/send/abc"))
                        .willReturn(aResponse().withStatus(503).withHeader("Retry-After", header)));

        assertThat(send(device()))
                .isInstanceOfSatisfying(
                        Answer.Later.class, later -> assertThat(later.after()).isEqualTo(wait));
    }

    @Test
    void aServiceThatSaysNothingIsAskedAgain() {
        SERVICE.stubFor(
                post(urlEqualTo("/send/abc"))
                        .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        assertThat(send(device())).isInstanceOf(Answer.Later.class);
    }

    @Test
    void onlyServicesThatAreKnownAreSentTo() {
        assertThat(send(browser.at("https://evil.example/send")))
                .isInstanceOf(Answer.Refused.class);
        assertThat(SERVICE.getAllServeEvents()).isEmpty();
        for (String good : List.of("https://a.push.example/x", "https://A.PUSH.example:8443/")) {
            assertThat(sender.knows(URI.create(good))).as(good).isTrue();
        }
        for (String bad :
                List.of(
                        "https://push.example/x",
                        "https://apush.example/x",
                        "https://a.push.example@evil.example/x",
                        "https://user@a.push.example/x",
                        "https://a.push.example.evil.example/x",
                        "//a.push.example/x",
                        "mailto:a.push.example",
                        "")) {
            assertThat(sender.knows(URI.create(bad))).as(bad).isFalse();
        }
    }

    @Test
    void keysThatAreNoneAreRefused() {
        Device good = device();
        assertThat(sender.refusal(good)).isEmpty();
        String off = good.key().substring(0, 80) + "AAAAAAA";
        for (String key : List.of("", "x", "not base64!", "AAAA", off)) {
            Device bad = new Device("bad", good.endpoint(), key, good.auth());
            assertThat(sender.refusal(bad)).as(key).isPresent();
            assertThat(send(bad)).as(key).isInstanceOf(Answer.Refused.class);
        }
        assertThat(sender.refusal(new Device("bad", good.endpoint(), good.key(), new Secret("AA"))))
                .isPresent();
    }
}
