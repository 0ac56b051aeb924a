package io.leaddispatcher.application.hook;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionType;
import java.time.InstantSource;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Finds where else in the workspace a delivery may belong: a sender with one address for several
 * accounts sends to the hook of one of them what is meant for the others.
 */
@UseCase
public final class FindOtherHooks {

    private final ConnectionDirectory connections;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public FindOtherHooks(
            ConnectionDirectory connections, UnitOfWork unitOfWork, InstantSource clock) {
        this.connections = connections;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /**
     * The workspace's other connections of the hook's type that are active and can verify what
     * comes in, in the order of keys. Whether the sender may speak for them is still to be asked.
     */
    public Mono<List<Hook>> handle(Hook hook) {
        ConnectionAccess came = hook.connection();
        ConnectionType type = ConnectionType.of(came.type()).orElseThrow();
        return unitOfWork.run(
                hook.tenant(),
                connections
                        .hooksOfType(hook.tenant(), type, clock.instant())
                        .filter(other -> !other.key().equals(came.key()))
                        .map(other -> new Hook(hook.tenant(), other))
                        .filter(Hook::canVerify)
                        .collectList());
    }
}
