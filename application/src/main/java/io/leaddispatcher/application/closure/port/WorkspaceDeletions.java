package io.leaddispatcher.application.closure.port;

import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The workspaces that were closed and wait for their deletion. */
public interface WorkspaceDeletions {

    /**
     * A closed workspace.
     *
     * @param dueAt when its deletion begins
     * @param begun whether it has begun, so that nobody can undo it
     */
    record Closed(TenantId tenant, Instant dueAt, boolean begun) {}

    /**
     * How much there is to delete.
     *
     * @param leads at most {@link #MOST_COUNTED} and one: more are not counted
     * @param accounts people among the members who belong to no other workspace
     */
    record Contents(long leads, long members, long accounts, long connections, long tokens) {}

    /** Beyond this many leads nobody counts. */
    int MOST_COUNTED = 10_000;

    /** Every closed workspace. Needs no unit of work. */
    Flux<Closed> all();

    /** Inside a unit of work of the tenant. */
    Mono<Contents> contents(TenantId tenant);

    /**
     * Closes the workspace and ends the sessions of all members but the one named. Answers false
     * when it was closed before. Inside a unit of work of the tenant.
     */
    Mono<Boolean> close(TenantId tenant, UUID except, Instant at, Instant dueAt);

    /**
     * Opens it again. Answers false when it is open, or when its deletion has begun. Inside a unit
     * of work of the tenant.
     */
    Mono<Boolean> reopen(TenantId tenant);

    /**
     * Takes a workspace whose deletion is due and keeps other nodes off it for a while. Needs no
     * unit of work.
     */
    Mono<TenantId> claim(Duration hold);

    /**
     * Deletes some rows of a workspace that was claimed, and keeps other nodes off for longer.
     * Answers how many; none is left when it is zero, but for those that somebody holds at the
     * moment. Inside a unit of work of the tenant.
     */
    Mono<Long> deleteSome(TenantId tenant, int atMost, Duration hold);

    /**
     * Deletes the keyset, then the workspace itself. Answers how many rows went before; empty, and
     * nothing is done, when some are left. Inside a unit of work of the tenant.
     */
    Mono<Long> finish(TenantId tenant);
}
