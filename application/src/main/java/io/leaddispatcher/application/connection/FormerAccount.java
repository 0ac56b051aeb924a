package io.leaddispatcher.application.connection;

import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * The account of a CRM to which a connection led before: ids that it gave are those of others
 * elsewhere. What is no CRM gives none.
 */
record FormerAccount(Connections connections) {

    /**
     * Forgets it before the connection is saved as the next one, unless that leads to the same. A
     * new connection may find traces under its key, of one that an earlier version has deleted.
     */
    Mono<Void> forget(TenantId tenant, StoredConnection next, Optional<StoredConnection> before) {
        boolean same =
                before.filter(each -> next.type().hasSameRecords(each.settings(), next.settings()))
                        .isPresent();
        return same ? Mono.empty() : forget(tenant, next);
    }

    /** Forgets it before the connection is deleted. */
    Mono<Void> forget(TenantId tenant, StoredConnection connection) {
        return connection.type().recordsOf().isPresent()
                ? connections.forgetAccount(tenant, connection.key())
                : Mono.empty();
    }
}
