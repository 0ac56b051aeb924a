package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.crm.port.CrmMirrors;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Shows how far the mirror of a CRM's companies is. */
@UseCase
public final class ShowBackfill {

    private final Connections connections;
    private final CrmMirrors mirrors;
    private final UnitOfWork unitOfWork;

    public ShowBackfill(Connections connections, CrmMirrors mirrors, UnitOfWork unitOfWork) {
        this.connections = connections;
        this.mirrors = mirrors;
        this.unitOfWork = unitOfWork;
    }

    public record Query(Caller caller, ConnectionKey key) {}

    /** Empty when there is no such connection; an empty optional when nobody has begun one. */
    public Mono<Optional<MirrorState>> handle(Query query) {
        query.caller().require(Permission.VIEW_CONNECTIONS);
        TenantId tenant = query.caller().tenant();
        return unitOfWork.run(
                tenant,
                connections
                        .find(tenant, query.key())
                        .flatMap(_ ->
                                mirrors.find(tenant, query.key())
                                        .map(Optional::of)
                                        .defaultIfEmpty(Optional.empty())));
    }
}
