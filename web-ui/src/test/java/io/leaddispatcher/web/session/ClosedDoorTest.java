package io.leaddispatcher.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.closure.InMemoryWorkspaceDeletions;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import reactor.core.publisher.Mono;

class ClosedDoorTest {

    private static final URI CLOSED = URI.create("/settings/data/deletion");

    private final TenantId tenant = new TenantId(new UUID(1, 1));
    private final ClosedDoor door =
            new ClosedDoor(InMemoryWorkspaceDeletions.closed(tenant, Instant.EPOCH));

    private MockServerWebExchange get(String path) {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get(path));
        var who = new SignedIn(Caller.system(tenant), "Mia", "mia@acme.test", "Acme", false, false);
        door.filter(exchange, _ -> Mono.empty())
                .contextWrite(
                        ReactiveSecurityContextHolder.withAuthentication(
                                new TestingAuthenticationToken(who, null)))
                .block();
        return exchange;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/leads", "/settings/sso", "/settings/data"})
    void thePagesOfAClosedWorkspaceLeadToTheOneThatSaysSo(String path) {
        assertThat(get(path).getResponse().getHeaders().getLocation()).isEqualTo(CLOSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login",
                "/login/code",
                "/login/sso",
                "/login/sso/globex",
                "/login/sso/globex/callback",
                "/signup/secret",
                "/reset/secret",
                "/invitation/secret",
                "/css/app.css"
            })
    void whatIsOpenToEverybodyIsOpenToItsMembersToo(String path) {
        assertThat(get(path).getResponse().getStatusCode()).isNull();
    }

    @Test
    void whatIsOnesOwnAndTheWayToOtherWorkspacesStay() {
        assertThat(get("/me/security/second-factor").getResponse().getStatusCode()).isNull();
        assertThat(get("/workspaces").getResponse().getStatusCode()).isNull();
        assertThat(get("/settings/data/deletion").getResponse().getStatusCode()).isNull();
    }
}
