package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.Availability;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Respect;
import io.leaddispatcher.domain.roster.Schedule;
import io.leaddispatcher.domain.roster.UnavailabilityReason;
import io.leaddispatcher.domain.roster.Workload;
import io.leaddispatcher.domain.routing.RoutingConfiguration.Enrolled;
import io.leaddispatcher.domain.routing.Trace.CandidateTrace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The reps as an instant finds them, whatever lead comes: what hours, holidays and absences say of
 * each, and what each was busy with before the first of the leads, is the same for all leads of the
 * instant, and looked up once. Not thread-safe.
 */
final class Lineup {

    private final RoutingConfiguration configuration;
    private final Instant at;
    private final Map<PoolKey, Members> pools = new HashMap<>();
    // Reps who work the same hours share a schedule: it is the same object.
    private final IdentityHashMap<Schedule, Availability.Hours> hours = new IdentityHashMap<>();

    /**
     * One rep at the instant.
     *
     * @param absence what speaks against the rep, before the lead and the rep's load are looked at
     * @param trace what there is to say when nothing else speaks against the rep
     * @param before what the rep is busy with, but for what was decided since
     */
    record Standby(
            Rep rep, List<UnavailabilityReason> absence, CandidateTrace trace, Workload before) {

        private Standby(Rep rep, List<UnavailabilityReason> absence, Workload before) {
            this(rep, absence, new CandidateTrace(rep.key().value(), absence, false, null), before);
        }
    }

    /**
     * Those of a pool.
     *
     * @param workloads by which they were looked up
     */
    private record Members(Function<RepKey, Workload> workloads, List<Standby> all) {}

    Lineup(RoutingConfiguration configuration, Instant at) {
        this.configuration = configuration;
        this.at = at;
    }

    Instant at() {
        return at;
    }

    /** The members of a pool whom the roster knows, in the order of the pool's list. */
    List<Standby> of(Pool pool, RoutingState state) {
        Members known = pools.get(pool.key());
        if (known == null || !known.workloads().equals(state.workloads())) {
            known = members(pool, state.workloads());
            pools.put(pool.key(), known);
        }
        return known.all();
    }

    /** Somebody who is asked past the pools, where everything counts. */
    Standby of(Rep rep, RoutingState state) {
        return standby(
                rep, configuration.roster().scheduleOf(rep.key()), Respect.ALL, state.workloads());
    }

    private Standby standby(
            Rep rep,
            Schedule schedule,
            Set<Respect> respected,
            Function<RepKey, Workload> workloads) {
        return new Standby(
                rep,
                Availability.absence(
                        rep, hours.computeIfAbsent(schedule, this::hours), at, respected),
                workloads.apply(rep.key()));
    }

    private Availability.Hours hours(Schedule schedule) {
        return Availability.Hours.of(schedule, at);
    }

    private Members members(Pool pool, Function<RepKey, Workload> workloads) {
        List<Enrolled> enrolled = configuration.membersOf(pool);
        List<Standby> members = new ArrayList<>(enrolled.size());
        for (Enrolled one : enrolled) {
            members.add(standby(one.rep(), one.schedule(), pool.respect(), workloads));
        }
        return new Members(workloads, members);
    }
}
