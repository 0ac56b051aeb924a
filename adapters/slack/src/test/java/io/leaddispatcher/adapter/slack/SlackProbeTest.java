package io.leaddispatcher.adapter.slack;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.exactly;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.port.ConnectionProbe.Finding;
import io.leaddispatcher.application.egress.EgressGuard;
import io.leaddispatcher.application.egress.RefusedAddressException;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

class SlackProbeTest {

    private static final String AUTH_TEST = "/api/auth.test";
    private static final EgressGuard OPEN = (_, _) -> List.of(InetAddress.getLoopbackAddress());
    private static final WireMockServer SERVER =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void reset() {
        SERVER.resetAll();
    }

    @Test
    void aGoodTokenOfTheRightTeamWorks() {
        answer(okJson("{\"ok\":true,\"team_id\":\"T1\"}"));

        assertThat(probe(OPEN, Map.of("teamId", "T1")).ok()).isTrue();
        assertThat(probe(OPEN, Map.of()).ok()).isTrue();
        SERVER.verify(
                exactly(2),
                postRequestedFor(urlEqualTo(AUTH_TEST))
                        .withHeader("Authorization", equalTo("Bearer xoxb-secret")));
    }

    @Test
    void aTokenOfAnotherTeamDoesNot() {
        answer(okJson("{\"ok\":true,\"team_id\":\"T2\"}"));

        assertThat(probe(OPEN, Map.of("teamId", "T1")).ok()).isFalse();
    }

    @Test
    void noOtherAnswerWorksOrSaysAnythingOfTheOtherSide() {
        for (ResponseDefinitionBuilder answer :
                List.of(
                        okJson("{\"ok\":false,\"error\":\"invalid_auth\"}"),
                        okJson("{\"ok\":false,\"error\":\"evil 10.0.0.7\"}"),
                        aResponse().withStatus(500).withBody("10.0.0.7"),
                        aResponse().withStatus(302).withHeader("Location", "http://10.0.0.7/"),
                        aResponse().withStatus(200).withBody("<html>10.0.0.7"),
                        aResponse().withStatus(200))) {
            answer(answer);

            Finding finding = probe(OPEN, Map.of());

            assertThat(finding.ok()).isFalse();
            assertThat(finding.message()).doesNotContain("10.0.0.7", "xoxb");
        }
    }

    @Test
    void anAddressThatTheGuardRefusesIsNotCalled() {
        answer(okJson("{\"ok\":true,\"team_id\":\"T1\"}"));
        EgressGuard shut =
                (_, _) -> {
                    throw new RefusedAddressException("no");
                };

        assertThat(probe(shut, Map.of()).ok()).isFalse();
        SERVER.verify(exactly(0), postRequestedFor(urlEqualTo(AUTH_TEST)));
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        SERVER.stubFor(post(AUTH_TEST).willReturn(answer));
    }

    private static Finding probe(EgressGuard guard, Map<String, Object> settings) {
        try (SlackClient client =
                new SlackClient(SERVER.url("/api"), guard, Duration.ofSeconds(5))) {
            return Objects.requireNonNull(
                    new SlackProbe(client, Schedulers.boundedElastic())
                            .probe(
                                    new TenantId(new UUID(0, 1)),
                                    new ConnectionAccess(
                                            new ConnectionKey("slack"),
                                            "slack",
                                            settings,
                                            Map.of("botToken", new Secret("xoxb-secret"))))
                            .block());
        }
    }
}
