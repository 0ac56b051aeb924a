package io.leaddispatcher.application.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.InMemoryConnections;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.slack.port.SlackInstaller;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class LoseSlackTest {

    private static final UnitOfWork UNIT_OF_WORK =
            new UnitOfWork() {
                @Override
                public <T> Mono<T> run(TenantId tenant, Mono<T> work) {
                    return work;
                }
            };

    private final InMemoryConnections connections = new InMemoryConnections();

    /** Slack, which says this of any token. */
    private record Slack(Mono<Optional<String>> whose) implements SlackInstaller {

        @Override
        public Mono<Answer> exchange(SlackApps.App app, Secret code, URI redirect) {
            return Mono.never();
        }

        @Override
        public Mono<Optional<String>> teamOf(Secret botToken) {
            return whose;
        }
    }

    private List<String> said(Map<String, Secret> secrets, Mono<Optional<String>> whose) {
        new LoseSlack(UNIT_OF_WORK, connections, new Slack(whose))
                .handle(
                        new LoseSlack.Command(
                                new Hook(
                                        new TenantId(new UUID(0, 1)),
                                        new ConnectionAccess(
                                                new ConnectionKey("slack"),
                                                "slack",
                                                Map.of(),
                                                secrets)),
                                "app_uninstalled"))
                .block();
        return connections.said();
    }

    private static Map<String, Secret> token() {
        return Map.of("botToken", new Secret("xoxb-1"));
    }

    @Test
    void whatSlackSaysOnceIsOneErrorThatPutsTheConnectionDown() {
        assertThat(said(token(), Mono.just(Optional.empty())))
                .containsExactly("slack lost app_uninstalled");
    }

    @Test
    void whoIsAddedAgainIsNotLostByWhatSlackRepeats() {
        assertThat(said(token(), Mono.just(Optional.of("T1")))).isEmpty();
    }

    @Test
    void whereSlackCannotSayItIsLost() {
        assertThat(said(token(), Mono.error(new IllegalStateException("auth.test: internal"))))
                .hasSize(1);
        assertThat(said(token(), Mono.never())).hasSize(2);
        assertThat(said(Map.of(), Mono.just(Optional.of("T1")))).hasSize(3);
    }
}
