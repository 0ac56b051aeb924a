package io.leaddispatcher.application.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.InMemoryConnections;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class LoseSlackTest {

    private static final Hook HOOK =
            new Hook(
                    new TenantId(new UUID(0, 1)),
                    new ConnectionAccess(new ConnectionKey("slack"), "slack", Map.of(), Map.of()));

    private static final UnitOfWork UNIT_OF_WORK =
            new UnitOfWork() {
                @Override
                public <T> Mono<T> run(TenantId tenant, Mono<T> work) {
                    return work;
                }
            };

    private final InMemoryConnections connections = new InMemoryConnections();

    @Test
    void whatSlackSaysOnceIsOneErrorThatPutsTheConnectionDown() {
        new LoseSlack(UNIT_OF_WORK, connections)
                .handle(new LoseSlack.Command(HOOK, "app_uninstalled"))
                .block();

        assertThat(connections.said()).containsExactly("slack lost app_uninstalled");
    }
}
