package io.leaddispatcher.application.transaction;

import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/** All or nothing, inside one tenant. */
public interface UnitOfWork {

    /**
     * Runs the work in one transaction that sees only this tenant's rows, and commits when it
     * completes. Once begun, the work ends with a commit or a rollback even when the subscriber
     * leaves: a client that hangs up cannot tear it apart. Units do not nest: ports are called
     * inside the one that the use case has opened.
     */
    <T> Mono<T> run(TenantId tenant, Mono<T> work);
}
