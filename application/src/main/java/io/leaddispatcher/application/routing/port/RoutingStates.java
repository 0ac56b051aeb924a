package io.leaddispatcher.application.routing.port;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.pool.Ledger;
import io.leaddispatcher.domain.pool.LedgerRow;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Who has had how much: the ledgers of pools and the loads of reps. They change under the tenant's
 * turn only, so that fairness and capacity are exact on any number of nodes. Called inside a unit
 * of work of the tenant.
 */
public interface RoutingStates {

    /**
     * Takes the tenant's turn: whoever else wants to route for it waits until the unit of work
     * ends. Answers the number of the turn; when it is the one after a turn that this node had,
     * nothing has changed in between.
     */
    Mono<Long> takeTurn(TenantId tenant);

    /**
     * A turn, and what there is now that nobody else has it.
     *
     * @param revision of the tenant's configuration
     * @param waits whether events are ready to be routed
     * @param channels another one whenever the connections have changed through which people are
     *     told
     * @param accounts whether the workspace has any
     */
    record Begun(long turn, long revision, boolean waits, String channels, boolean accounts) {}

    /** Likewise; fails when somebody else has the turn for that long. */
    Mono<Begun> takeTurn(TenantId tenant, Duration patience);

    Mono<Map<PoolKey, Ledger>> ledgers(TenantId tenant);

    Mono<Map<RepKey, RepLoad>> loads(TenantId tenant);

    /** How many leads of each kind these have open; without those who have none. */
    Mono<Map<RepKey, ImmutableMap<LeadKind, Integer>>> openByKind(
            TenantId tenant, Set<RepKey> reps);

    /**
     * How a ledger has changed.
     *
     * @param before as it is kept now
     */
    record LedgerMove(PoolKey pool, Ledger before, Ledger after) {}

    /**
     * What a turn has changed.
     *
     * @param ledgers of which no more is written than has changed
     * @param rows to be added to what ledgers tell
     * @param loads in the place of what their reps carried
     */
    record Changes(List<LedgerMove> ledgers, List<PoolRow> rows, Collection<RepLoad> loads) {

        /** Nothing is to be kept. */
        public boolean isEmpty() {
            return ledgers.isEmpty() && rows.isEmpty() && loads.isEmpty();
        }
    }

    /** Keeps all of it. */
    Mono<Void> save(TenantId tenant, Changes changes);

    /** One open assignment less. */
    Mono<Void> free(TenantId tenant, RepKey rep);

    record PoolRow(PoolKey pool, LedgerRow row) {}

    /**
     * What a rep carries.
     *
     * @param day when the rep's day began of which {@code dayCount} counts the assignments
     * @param recent when the latest assignments were made, of at least the last hour
     */
    record RepLoad(RepKey rep, int open, Instant day, int dayCount, List<Instant> recent) {
        public RepLoad {
            recent = List.copyOf(recent);
        }
    }
}
