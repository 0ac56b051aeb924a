package io.leaddispatcher.application.connection;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.connection.port.HookDirectory;
import io.leaddispatcher.application.secret.SecretCipher;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.InstantSource;
import reactor.core.publisher.Mono;

/**
 * Finds the connection that an event was sent to. One that is not active, or that has no secret to
 * verify deliveries with where its type has one, is as good as none.
 */
@UseCase
public final class FindHook implements HookDirectory {

    private final Connections connections;
    private final Unlocking unlocking;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public FindHook(
            Connections connections,
            SecretCipher cipher,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.connections = connections;
        this.unlocking = new Unlocking(connections, cipher);
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    @Override
    public Mono<Hook> find(String hookId) {
        return connections
                .ownerOf(hookId)
                .flatMap(owner ->
                        unitOfWork.run(owner.tenant(), hook(owner.tenant(), owner.key(), hookId)));
    }

    private Mono<Hook> hook(TenantId tenant, ConnectionKey key, String hookId) {
        return connections
                .find(tenant, key)
                .filter(connection ->
                        connection.active()
                                && connection.hookId().equals(hookId)
                                && connection.type().hook().isPresent()
                                && connection
                                        .type()
                                        .signingSecret()
                                        .map(connection.secretsSetAt()::containsKey)
                                        .orElse(true))
                .flatMap(connection ->
                        unlocking
                                .unlockHook(tenant, connection, clock.instant())
                                .map(access -> new Hook(tenant, access)));
    }
}
