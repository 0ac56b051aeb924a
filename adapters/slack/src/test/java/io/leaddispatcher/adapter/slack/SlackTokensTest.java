package io.leaddispatcher.adapter.slack;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.exactly;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class SlackTokensTest {

    private static final String AUTH_TEST = "/api/auth.test";
    private static final WireMockServer SERVER =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

    private final SlackClient client =
            new SlackClient(
                    SERVER.url("/api"),
                    (_, _) -> List.of(InetAddress.getLoopbackAddress()),
                    Duration.ofSeconds(5));
    private final SlackTokens tokens = new SlackTokens(client, Schedulers.boundedElastic());

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

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void theTeamOfAConnectionIsThatOfItsTokenAndAskedForOnce() {
        SERVER.stubFor(post(AUTH_TEST).willReturn(okJson("{\"ok\":true,\"team_id\":\"T1\"}")));

        for (int i = 0; i < 3; i++) {
            StepVerifier.create(tokens.teamOf(hook(Map.of("botToken", new Secret("xoxb-secret")))))
                    .expectNext("T1")
                    .verifyComplete();
        }
        SERVER.verify(exactly(1), postRequestedFor(urlEqualTo(AUTH_TEST)));
    }

    @Test
    void withoutATokenOrAnAnswerNobodyKnowsTheTeam() {
        SERVER.stubFor(
                post(AUTH_TEST).willReturn(okJson("{\"ok\":false,\"error\":\"invalid_auth\"}")));
        StepVerifier.create(tokens.teamOf(hook(Map.of("botToken", new Secret("xoxb-revoked")))))
                .verifyComplete();

        SERVER.stubFor(post(AUTH_TEST).willReturn(aResponse().withStatus(500)));
        StepVerifier.create(tokens.teamOf(hook(Map.of("botToken", new Secret("xoxb-other")))))
                .verifyComplete();

        StepVerifier.create(tokens.teamOf(hook(Map.of()))).verifyComplete();
    }

    private static Hook hook(Map<String, Secret> secrets) {
        return new Hook(
                new TenantId(new UUID(0, 1)),
                new ConnectionAccess(new ConnectionKey("slack"), "slack", Map.of(), secrets));
    }
}
