package io.leaddispatcher.application.crm.port;

import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What we have last written about who owns records. Called inside a unit of work. */
public interface WrittenOwners {

    /**
     * The last write of a record's owner.
     *
     * @param owner the CRM's id of whom it made the owner; null when it is on its way, failed, or
     *     was left out
     */
    record Write(@Nullable String owner) {}

    /**
     * Empty when there was none, as long as anybody remembers.
     *
     * @param record the CRM's own id
     */
    Mono<Write> last(TenantId tenant, ConnectionKey connection, String record);
}
