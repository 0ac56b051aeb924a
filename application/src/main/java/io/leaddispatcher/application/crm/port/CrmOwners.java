package io.leaddispatcher.application.crm.port;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.domain.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Those who can own records: owners, users. What was asked may be remembered for minutes. */
public interface CrmOwners {

    /**
     * Somebody, or a queue, that can own records.
     *
     * @param email null for who has none, such as a queue
     * @param active may be given records
     */
    record CrmOwner(String id, String name, @Nullable String email, boolean active) {}

    /** The id of the active owner who has this e-mail address there; empty when nobody has. */
    Mono<String> byEmail(TenantId tenant, ConnectionAccess connection, String email);

    /** Also one who is not active any more; empty when there never was one. */
    Mono<CrmOwner> byId(TenantId tenant, ConnectionAccess connection, String owner);

    /** Likewise, and asked anew. */
    Mono<CrmOwner> asOfNow(TenantId tenant, ConnectionAccess connection, String owner);

    /** All that are active, in no order. */
    Flux<CrmOwner> all(TenantId tenant, ConnectionAccess connection);
}
