package io.leaddispatcher.application.routing;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.pool.Ledger;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import reactor.core.publisher.Mono;

/** The ledgers and loads of one tenant in maps. */
final class InMemoryRoutingStates implements RoutingStates {

    final Map<PoolKey, Ledger> ledgers = new HashMap<>();
    final Map<RepKey, RepLoad> loads = new HashMap<>();
    final List<PoolRow> rows = new ArrayList<>();
    int turns;

    /** What kinds reps have open. */
    final Map<RepKey, ImmutableMap<LeadKind, Integer>> openByKind = new HashMap<>();

    /** How often those were asked for. */
    int kindReads;

    /** What else there is when a turn begins. */
    LongSupplier revision = () -> 0;

    BooleanSupplier waits = () -> true;

    /** How often the ledgers were asked for. */
    int reads;

    @Override
    public Mono<Long> takeTurn(TenantId tenant) {
        return Mono.fromSupplier(() -> (long) ++turns);
    }

    @Override
    public Mono<Begun> takeTurn(TenantId tenant, Duration patience) {
        return takeTurn(tenant)
                .map(turn -> new Begun(turn, revision.getAsLong(), waits.getAsBoolean(), "", true));
    }

    @Override
    public Mono<Map<PoolKey, Ledger>> ledgers(TenantId tenant) {
        return Mono.fromSupplier(() -> {
            reads++;
            return Map.copyOf(ledgers);
        });
    }

    @Override
    public Mono<Map<RepKey, RepLoad>> loads(TenantId tenant) {
        return Mono.fromSupplier(() -> Map.copyOf(loads));
    }

    @Override
    public Mono<Map<RepKey, ImmutableMap<LeadKind, Integer>>> openByKind(
            TenantId tenant, Set<RepKey> reps) {
        return Mono.fromSupplier(() -> {
            kindReads++;
            return Map.copyOf(Maps.filterKeys(openByKind, reps::contains));
        });
    }

    @Override
    public Mono<Void> save(TenantId tenant, Changes changes) {
        return Mono.fromRunnable(() -> {
            changes.ledgers().forEach(move -> ledgers.put(move.pool(), move.after()));
            rows.addAll(changes.rows());
            changes.loads().forEach(load -> loads.put(load.rep(), load));
        });
    }

    @Override
    public Mono<Void> free(TenantId tenant, RepKey rep) {
        return Mono.fromRunnable(() ->
                loads.computeIfPresent(
                        rep,
                        (_, load) ->
                                new RepLoad(
                                        rep,
                                        Math.max(0, load.open() - 1),
                                        load.day(),
                                        load.dayCount(),
                                        load.recent())));
    }
}
