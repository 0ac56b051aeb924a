package io.leaddispatcher.adapter.slack;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

class WebApiSlackUsersTest {

    private static final SlackChannel SLACK =
            new SlackChannel(
                    new TenantId(new UUID(1, 1)),
                    new ConnectionKey("slack"),
                    "T1",
                    null,
                    new Secret("xoxb-secret"),
                    true);

    private final WireMockServer server =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    private SlackClient client;
    private WebApiSlackUsers users;

    @BeforeEach
    void start() {
        server.start();
        client =
                new SlackClient(
                        server.url("/api"),
                        (_, _) -> List.of(InetAddress.getLoopbackAddress()),
                        Duration.ofSeconds(5));
        users = new WebApiSlackUsers(client, Schedulers.immediate());
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop();
    }

    private void answer(String json) {
        server.stubFor(post(urlEqualTo("/api/users.info")).willReturn(okJson(json)));
    }

    private Optional<String> email() {
        return users.emailOf(SLACK, "U1").blockOptional();
    }

    @Test
    void anErrorThatPassesIsNotRememberedAsNobody() {
        for (String passing : List.of("internal_error", "missing_scope", "ratelimited")) {
            answer("{\"ok\":false,\"error\":\"%s\"}".formatted(passing));
            assertThatThrownBy(this::email).hasMessageContaining(passing);
        }

        answer(
                "{\"ok\":true,\"user\":{\"id\":\"U1\",\"team_id\":\"T1\",\"profile\":{\"email\":\"mia@x.test\"}}}");

        assertThat(email()).contains("mia@x.test");
    }

    @Test
    void anotherTokenMayBeOfAnotherTeamWhichHasOtherUsers() {
        answer("{\"ok\":false,\"error\":\"user_not_found\"}");
        assertThat(email()).isEmpty();
        answer(
                "{\"ok\":true,\"user\":{\"id\":\"U1\",\"team_id\":\"T2\",\"profile\":{\"email\":\"ben@x.test\"}}}");

        var moved =
                new SlackChannel(
                        SLACK.tenant(),
                        SLACK.connection(),
                        "T2",
                        null,
                        new Secret("xoxb-other"),
                        true);

        assertThat(users.emailOf(moved, "U1").blockOptional()).contains("ben@x.test");
    }

    @Test
    void whoIsNotOfTheWorkspaceIsNobodyForAWhile() {
        answer("{\"ok\":false,\"error\":\"user_not_found\"}");

        assertThat(email()).isEmpty();
        assertThat(email()).isEmpty();
        assertThat(server.getAllServeEvents()).hasSize(1);
    }
}
