package io.leaddispatcher.application.pool;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.routing.RoutingOutlook;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.pool.PoolMember;
import io.leaddispatcher.domain.roster.Availability;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Respect;
import io.leaddispatcher.domain.roster.UnavailabilityReason;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.simulation.SimulationStart;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Who of a pool could be given a lead at this moment, and what speaks against the others. */
@UseCase
public final class ShowTakers {

    private final RoutingConfigurations configurations;
    private final RoutingOutlook outlook;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public ShowTakers(
            RoutingConfigurations configurations,
            RoutingOutlook outlook,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.configurations = configurations;
        this.outlook = outlook;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /** Of a pool, or one rep alone. */
    public sealed interface Of {
        record Pool(PoolKey key) implements Of {}

        record Rep(RepKey key) implements Of {}
    }

    public record Query(Caller caller, Of of) {}

    /**
     * @param against what keeps the rep from being given one; empty when nothing does
     */
    public record Taker(RepKey rep, String name, List<UnavailabilityReason> against) {
        public Taker {
            against = List.copyOf(against);
        }
    }

    /** In the order of the pool's members; none when there is no such pool or rep. */
    public Mono<List<Taker>> handle(Query query) {
        query.caller().require(Permission.VIEW_CONFIGURATION);
        var tenant = query.caller().tenant();
        return unitOfWork.run(
                tenant,
                configurations
                        .current(tenant)
                        .flatMap(snapshot ->
                                outlook.present(tenant, snapshot.configuration(), clock.instant())
                                        .map(start ->
                                                takers(
                                                        query.of(),
                                                        snapshot.configuration(),
                                                        start))));
    }

    private static List<Taker> takers(
            Of of, RoutingConfiguration configuration, SimulationStart start) {
        return switch (of) {
            case Of.Rep(var key) -> takers(List.of(key), Respect.ALL, configuration, start);
            case Of.Pool(var key) ->
                    configuration
                            .pool(key)
                            .map(pool ->
                                    takers(
                                            pool.members().stream().map(PoolMember::rep).toList(),
                                            pool.respect(),
                                            configuration,
                                            start))
                            .orElse(List.of());
        };
    }

    private static List<Taker> takers(
            List<RepKey> reps,
            Set<Respect> respected,
            RoutingConfiguration configuration,
            SimulationStart start) {
        var roster = configuration.roster();
        return reps.stream()
                .flatMap(key -> roster.rep(key).stream())
                .map(rep ->
                        new Taker(
                                rep.key(),
                                rep.name(),
                                Availability.reasonsAgainst(
                                        rep,
                                        roster,
                                        start.at(),
                                        start.work().apply(rep.key()),
                                        respected,
                                        null)))
                .toList();
    }
}
