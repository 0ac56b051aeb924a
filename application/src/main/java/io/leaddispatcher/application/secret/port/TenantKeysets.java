package io.leaddispatcher.application.secret.port;

import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/** The encrypted keyset of each tenant. Inside a unit of work of that tenant. */
public interface TenantKeysets {

    Mono<byte[]> find(TenantId tenant);

    /** Keeps the keyset unless there is one already; answers the one that is kept. */
    Mono<byte[]> keepFirst(TenantId tenant, byte[] keyset);
}
