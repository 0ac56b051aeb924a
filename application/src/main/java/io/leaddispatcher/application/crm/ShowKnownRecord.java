package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.crm.port.KnownOwners;
import io.leaddispatcher.application.crm.port.KnownOwners.LastWord;
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
 * written, or seen there since, is somebody's doing.
 */
@UseCase
public final class ShowKnownRecord {

    private final Leads leads;
    private final KnownOwners owners;
    private final UnitOfWork unitOfWork;

    public ShowKnownRecord(Leads leads, KnownOwners owners, UnitOfWork unitOfWork) {
        this.leads = leads;
        this.owners = owners;
        this.unitOfWork = unitOfWork;
    }

    /**
     * @param record the CRM's own id
     */
    public record Query(TenantId tenant, ConnectionKey connection, String record) {}

    /**
     * A record of a lead.
     *
     * @param owner the last that we know of its owner; null when we know nothing
     */
    public record Known(@Nullable LastWord owner) {}

    /** Empty when it is the record of no lead yet. */
    public Mono<Known> handle(Query query) {
        return unitOfWork.run(
                query.tenant(),
                leads.knownBy(query.tenant(), query.connection(), query.record())
                        .flatMap(_ ->
                                owners.last(query.tenant(), query.connection(), query.record())
                                        .map(Optional::of)
                                        .defaultIfEmpty(Optional.empty())
                                        .map(word -> new Known(word.orElse(null)))));
    }
}
