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

    /**
     * Takes writes of a unit of work that is under way to the database together, which is quicker
     * than one after the other. None of them reads what another one writes, and no two write the
     * same row.
     */
    default Mono<Void> together(Mono<Void> writes) {
        return writes;
    }
}
