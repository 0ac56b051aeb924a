package io.leaddispatcher.application.intake;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/** A connection with its secrets opened. Called inside a unit of work of the tenant. */
@FunctionalInterface
public interface ConnectionLookUp {

    /** Empty when it is gone or switched off. */
    Mono<ConnectionAccess> find(TenantId tenant, ConnectionKey connection);
}
