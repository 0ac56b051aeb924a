package io.leaddispatcher.application.routing;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.roster.Availability;
import io.leaddispatcher.domain.roster.Capacity;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.Respect;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.roster.Schedule;
import io.leaddispatcher.domain.roster.Team;
import io.leaddispatcher.domain.roster.UnavailabilityReason;
import io.leaddispatcher.domain.roster.Workload;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** How every rep stands now: what they carry, and whether they could take a lead. */
@UseCase
public final class SurveyReps {

    private final RoutingConfigurations configurations;
    private final RoutingStates states;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public SurveyReps(
            RoutingConfigurations configurations,
            RoutingStates states,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.configurations = configurations;
        this.states = states;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /**
     * One rep.
     *
     * @param reasons what speaks against a lead now, calendars apart, which are asked when a lead
     *     is there; none when the rep is available
     * @param zone by whose clocks the rep's day goes
     * @param opensAt when the rep works again; null while in hours, and when never
     * @param teams the names of the rep's teams
     * @param holidays the regions whose holidays count, by the rep's teams
     * @param pools the keys of the pools that the rep is in
     */
    public record Standing(
            List<UnavailabilityReason> reasons,
            Workload load,
            Capacity capacity,
            ZoneId zone,
            @Nullable Instant opensAt,
            List<String> teams,
            List<String> holidays,
            List<String> pools) {
        public Standing {
            reasons = List.copyOf(reasons);
            teams = List.copyOf(teams);
            holidays = List.copyOf(holidays);
            pools = List.copyOf(pools);
        }
    }

    /** By the rep's key. */
    public Mono<Map<String, Standing>> handle(Caller caller) {
        return Mono.defer(() -> {
            caller.require(Permission.VIEW_CONFIGURATION);
            TenantId tenant = caller.tenant();
            return unitOfWork.run(
                    tenant,
                    configurations
                            .current(tenant)
                            .flatMap(snapshot ->
                                    RoutingLoads.read(
                                                    states,
                                                    tenant,
                                                    snapshot.configuration().roster(),
                                                    clock.instant())
                                            .map(work ->
                                                    survey(
                                                            snapshot.configuration().roster(),
                                                            snapshot.configuration().pools(),
                                                            work))));
        });
    }

    private Map<String, Standing> survey(Roster roster, Collection<Pool> pools, RoutingLoads work) {
        Instant now = work.now();
        ImmutableMap.Builder<String, Standing> found = ImmutableMap.builder();
        for (Rep rep : roster.reps()) {
            Workload load = work.before(rep.key());
            Schedule schedule = roster.scheduleOf(rep.key());
            found.put(
                    rep.key().value(),
                    new Standing(
                            Availability.reasonsAgainst(rep, roster, now, load, Respect.ALL, null),
                            load,
                            rep.capacityAt(now),
                            roster.zoneOf(rep),
                            schedule.isOpen(now) ? null : schedule.nextOpening(now).orElse(null),
                            roster.teamsOf(rep.key()).stream().map(Team::name).toList(),
                            schedule.holidays().stream()
                                    .map(calendar -> calendar.region())
                                    .sorted()
                                    .toList(),
                            pools.stream()
                                    .filter(pool -> pool.member(rep.key()).isPresent())
                                    .map(pool -> pool.key().value())
                                    .sorted()
                                    .toList()));
        }
        return found.buildOrThrow();
    }
}
