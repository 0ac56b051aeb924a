package io.leaddispatcher.application.transaction;

import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/** Runs the work at once: with ports in memory there is nothing to commit. */
public final class ImmediateUnitOfWork implements UnitOfWork {

    @Override
    public <T> Mono<T> run(TenantId tenant, Mono<T> work) {
        return work;
    }
}
