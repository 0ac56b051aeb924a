package io.leaddispatcher.application.pool.port;

import io.leaddispatcher.domain.pool.LedgerRow;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Flux;

/** The changes of ledgers, for ever. */
@FunctionalInterface
public interface LedgerRows {

    /** The newest first. Called inside a unit of work of the tenant. */
    Flux<LedgerRow> newest(TenantId tenant, PoolKey pool, int limit);
}
