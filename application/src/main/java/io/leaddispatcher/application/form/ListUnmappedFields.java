package io.leaddispatcher.application.form;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.form.port.UnmappedFields;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Lists the fields that a connection's forms sent and that went nowhere when they came, the latest
 * first. Some may be mapped by now.
 */
@UseCase
public final class ListUnmappedFields {

    private final UnmappedFields fields;
    private final UnitOfWork unitOfWork;

    public ListUnmappedFields(UnmappedFields fields, UnitOfWork unitOfWork) {
        this.fields = fields;
        this.unitOfWork = unitOfWork;
    }

    public record Query(Caller caller, ConnectionKey key) {}

    public Mono<List<UnmappedField>> handle(Query query) {
        query.caller().require(Permission.VIEW_CONNECTIONS);
        TenantId tenant = query.caller().tenant();
        return unitOfWork.run(tenant, fields.list(tenant, query.key()).collectList());
    }
}
