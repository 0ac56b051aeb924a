package io.leaddispatcher.application.pool;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.pool.port.LedgerRows;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.pool.Ledger;
import io.leaddispatcher.domain.pool.LedgerRow;
import io.leaddispatcher.domain.pool.LedgerView;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Who of a pool has had how much, and who is next. Empty when there is no such pool. */
@UseCase
public final class ShowLedger {

    private static final int ROWS = 100;

    private final RoutingConfigurations configurations;
    private final RoutingStates states;
    private final LedgerRows rows;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public ShowLedger(
            RoutingConfigurations configurations,
            RoutingStates states,
            LedgerRows rows,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.configurations = configurations;
        this.states = states;
        this.rows = rows;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    public record Query(Caller caller, PoolKey pool) {}

    /**
     * @param rows the newest changes, newest first
     */
    public record View(LedgerView ledger, List<LedgerRow> rows) {
        public View {
            rows = List.copyOf(rows);
        }
    }

    public Mono<View> handle(Query query) {
        return Mono.defer(() -> {
            query.caller().require(Permission.VIEW_CONFIGURATION);
            TenantId tenant = query.caller().tenant();
            return unitOfWork.run(
                    tenant,
                    configurations
                            .current(tenant)
                            .flatMap(snapshot ->
                                    Mono.justOrEmpty(snapshot.configuration().pool(query.pool()))
                                            .flatMap(pool ->
                                                    show(
                                                            tenant,
                                                            pool,
                                                            snapshot.configuration().zone()))));
        });
    }

    private Mono<View> show(TenantId tenant, Pool pool, ZoneId zone) {
        Instant now = clock.instant();
        return states.ledgers(tenant)
                .map(ledgers -> view(ledgers, pool, zone, now))
                .flatMap(ledger ->
                        rows.newest(tenant, pool.key(), ROWS)
                                .collectList()
                                .map(found -> new View(ledger, found)));
    }

    private static LedgerView view(
            Map<PoolKey, Ledger> ledgers, Pool pool, ZoneId zone, Instant now) {
        Ledger ledger = ledgers.getOrDefault(pool.key(), Ledger.empty());
        return LedgerView.of(pool, ledger.forCycle(pool.cycle(), now, zone), now);
    }
}
