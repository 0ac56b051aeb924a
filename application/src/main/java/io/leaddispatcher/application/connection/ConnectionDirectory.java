package io.leaddispatcher.application.connection;

import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.secret.SecretCipher;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Connections ready for use, with their secrets: for the parts that call the other side. Only those
 * that are active. Called inside a unit of work of the tenant.
 */
public final class ConnectionDirectory {

    private final Connections connections;
    private final Unlocking unlocking;

    public ConnectionDirectory(Connections connections, SecretCipher cipher) {
        this.connections = connections;
        this.unlocking = new Unlocking(connections, cipher);
    }

    /** Empty when there is none, or it is not active. */
    public Mono<ConnectionAccess> find(TenantId tenant, ConnectionKey key) {
        return connections
                .find(tenant, key)
                .filter(StoredConnection::active)
                .flatMap(connection -> unlocking.unlock(tenant, connection));
    }

    /** Also one that is not active, for whoever sets it up. */
    public Mono<ConnectionAccess> withSecrets(TenantId tenant, ConnectionKey key) {
        return connections
                .find(tenant, key)
                .flatMap(connection -> unlocking.unlock(tenant, connection));
    }

    /**
     * To verify what comes in, so that the signing secret before the present one counts, too, while
     * it does. In the order of keys.
     */
    public Flux<ConnectionAccess> hooksOfType(TenantId tenant, ConnectionType type, Instant now) {
        return connections
                .activeLocked(tenant, Set.of(type))
                .concatMap(locked -> unlocking.unlockHook(tenant, locked, now));
    }

    /** In the order of keys. */
    public Flux<ConnectionAccess> ofType(TenantId tenant, ConnectionType type) {
        return ofTypes(tenant, Set.of(type));
    }

    /** Likewise. */
    public Flux<ConnectionAccess> ofTypes(TenantId tenant, Set<ConnectionType> types) {
        return connections
                .activeLocked(tenant, types)
                .concatMap(locked -> unlocking.unlock(tenant, locked));
    }
}
