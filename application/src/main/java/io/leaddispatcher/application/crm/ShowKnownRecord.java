package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.crm.port.WrittenOwners;
import io.leaddispatcher.application.crm.port.WrittenOwners.Write;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Tells what we know of a record, for CRMs that say that one has changed and not what of it: a
 * record that we do not know is a lead that comes in, and an owner other than the one whom we have
 * written is somebody's doing.
 */
@UseCase
public final class ShowKnownRecord {

    private final Leads leads;
    private final WrittenOwners written;
    private final UnitOfWork unitOfWork;

    public ShowKnownRecord(Leads leads, WrittenOwners written, UnitOfWork unitOfWork) {
        this.leads = leads;
        this.written = written;
        this.unitOfWork = unitOfWork;
    }

    /**
     * @param record the CRM's own id
     */
    public record Query(TenantId tenant, ConnectionKey connection, String record) {}

    /**
     * A record of a lead.
     *
     * @param owner what we have last written of its owner; null when we have written nothing
     */
    public record Known(@Nullable Write owner) {}

    /** Empty when it is the record of no lead yet. */
    public Mono<Known> handle(Query query) {
        return unitOfWork.run(
                query.tenant(),
                leads.knownBy(query.tenant(), query.connection(), query.record())
                        .flatMap(_ ->
                                written.last(query.tenant(), query.connection(), query.record())
                                        .map(Optional::of)
                                        .defaultIfEmpty(Optional.empty())
                                        .map(write -> new Known(write.orElse(null)))));
    }
}
