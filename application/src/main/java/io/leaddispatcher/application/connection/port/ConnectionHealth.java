package io.leaddispatcher.application.connection.port;

import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** How the connections of each tenant fare. Called inside a unit of work of that tenant. */
public interface ConnectionHealth {

    /** A delivery with a bad signature came. */
    Mono<Void> rejected(TenantId tenant, ConnectionKey connection);

    /** An event came in. */
    Mono<Void> event(TenantId tenant, ConnectionKey connection, Instant at);

    /** A call to the provider failed. */
    Mono<Void> failed(TenantId tenant, ConnectionKey connection, String code, String message);

    /**
     * The provider says that nothing passes any more: as though it had failed as often in a row as
     * makes a connection count as down, though it is said once.
     */
    Mono<Void> lost(TenantId tenant, ConnectionKey connection, String code, String message);

    /** It works, but not for somebody: an error that says nothing about the connection as such. */
    Mono<Void> noted(TenantId tenant, ConnectionKey connection, String code, String message);

    /** A call to the provider succeeded that wrote and sent nothing. */
    Mono<Void> answered(TenantId tenant, ConnectionKey connection, Instant at);

    /**
     * Something was written to the provider, or sent by it. Cheap where that is known: each message
     * says it.
     */
    Mono<Void> worked(TenantId tenant, ConnectionKey connection, Instant at);
}
