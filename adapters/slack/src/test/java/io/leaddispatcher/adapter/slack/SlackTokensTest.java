package io.leaddispatcher.adapter.slack;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

/** Which workspace a team means when it speaks through the installation's app. */
class SlackTokensTest {

    private static final TenantId ACME = new TenantId(new UUID(0, 1));
    private static final TenantId OTHER = new TenantId(new UUID(0, 2));

    private final WireMockServer slack =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    private SlackClient client;

    @BeforeEach
    void start() {
        slack.start();
        client =
                new SlackClient(
                        slack.url("/api"),
                        (_, _) -> List.of(InetAddress.getLoopbackAddress()),
                        Duration.ofSeconds(5));
        isOf("xoxb-1", "T1");
        isOf("xoxb-again", "T1");
        isOf("xoxb-2", "T2");
    }

    @AfterEach
    void stop() {
        client.close();
        slack.stop();
    }

    @Test
    void itIsTheOneThatHasTheTeamsTokenWhoeverElseNamesTheTeam() {
        assertThat(owner(hook(OTHER, "slack", "xoxb-2"), hook(ACME, "slack", "xoxb-1")))
                .contains(hook(ACME, "slack", "xoxb-1").tenant());
        assertThat(owner(hook(OTHER, "slack", "xoxb-2"), hook(ACME, "slack", "xoxb-none")))
                .isEmpty();
    }

    @Test
    void nobodyCanSayWhichIsMeantOfTwoWorkspacesThatHaveIt() {
        assertThat(owner(hook(OTHER, "slack", "xoxb-1"), hook(ACME, "slack", "xoxb-again")))
                .isEmpty();
    }

    @Test
    void aWorkspaceThatHasTheTeamTwiceIsTheOneThatIsMeant() {
        Hook first = hook(ACME, "slack", "xoxb-1");
        Hook second = hook(ACME, "slack-2", "xoxb-again");

        assertThat(tokens().ownerOf("T1", List.of(first, second)).block()).isSameAs(first);
        assertThat(
                        tokens().ownerOf(
                                        "T1",
                                        List.of(hook(OTHER, "slack", "xoxb-2"), first, second))
                                .block())
                .isSameAs(first);
    }

    private Optional<TenantId> owner(Hook... hooks) {
        return tokens().ownerOf("T1", List.of(hooks)).map(Hook::tenant).blockOptional();
    }

    private SlackTokens tokens() {
        return new SlackTokens(client, Schedulers.boundedElastic());
    }

    private void isOf(String token, String team) {
        slack.stubFor(
                post(urlEqualTo("/api/auth.test"))
                        .withHeader("Authorization", equalTo("Bearer " + token))
                        .willReturn(okJson("{\"ok\":true,\"team_id\":\"%s\"}".formatted(team))));
    }

    private static Hook hook(TenantId tenant, String key, String token) {
        return new Hook(
                tenant,
                new ConnectionAccess(
                        new ConnectionKey(key),
                        "slack",
                        Map.of("teamId", "T1"),
                        Map.of("botToken", new Secret(token))));
    }
}
