package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.crm.port.WrittenOwners;
import io.leaddispatcher.application.crm.port.WrittenOwners.Write;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/**
 * Tells whom we have last made the owner of a record, for CRMs that say that a record has changed
 * and not what of it: an owner other than that one is somebody's doing.
 */
@UseCase
public final class ShowWrittenOwner {

    private final WrittenOwners written;
    private final UnitOfWork unitOfWork;

    public ShowWrittenOwner(WrittenOwners written, UnitOfWork unitOfWork) {
        this.written = written;
        this.unitOfWork = unitOfWork;
    }

    /**
     * @param record the CRM's own id
     */
    public record Query(TenantId tenant, ConnectionKey connection, String record) {}

    /** Empty when we have written none. */
    public Mono<Write> handle(Query query) {
        return unitOfWork.run(
                query.tenant(), written.last(query.tenant(), query.connection(), query.record()));
    }
}
