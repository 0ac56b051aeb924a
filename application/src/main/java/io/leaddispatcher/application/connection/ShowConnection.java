package io.leaddispatcher.application.connection;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/** Shows a connection. Nothing shows its secrets. */
@UseCase
public final class ShowConnection {

    private final Connections connections;
    private final HookAddresses addresses;
    private final UnitOfWork unitOfWork;

    public ShowConnection(Connections connections, HookAddresses addresses, UnitOfWork unitOfWork) {
        this.connections = connections;
        this.addresses = addresses;
        this.unitOfWork = unitOfWork;
    }

    public record Query(Caller caller, ConnectionKey key) {}

    /** Empty when there is none. */
    public Mono<ConnectionView> handle(Query query) {
        query.caller().require(Permission.VIEW_CONNECTIONS);
        TenantId tenant = query.caller().tenant();
        return unitOfWork
                .run(tenant, connections.find(tenant, query.key()))
                .map(connection -> ConnectionView.of(connection, addresses));
    }
}
