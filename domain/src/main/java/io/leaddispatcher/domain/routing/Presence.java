package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.policy.WhenUnavailable;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.roster.Availability;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Respect;
import io.leaddispatcher.domain.roster.Schedule;
import io.leaddispatcher.domain.roster.UnavailabilityReason;
import io.leaddispatcher.domain.roster.Workload;
import io.leaddispatcher.domain.routing.Awaited.One;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who is there at an instant for leads that wait. What is asked of a rep depends on how the lead
 * would come to them, see {@link Awaited}. Not thread-safe.
 */
public final class Presence {

    private final RoutingConfiguration configuration;
    private final Instant at;
    private final Map<One, Boolean> absent = new HashMap<>();
    private final IdentityHashMap<Schedule, Availability.Hours> hours = new IdentityHashMap<>();

    public Presence(RoutingConfiguration configuration, Instant at) {
        this.configuration = configuration;
        this.at = at;
    }

    /** Whether anybody at all is there, for any lead. */
    public boolean isAnybodyThere(Function<RepKey, Workload> workloads) {
        Map<RepKey, Set<One>> ways = ways();
        return configuration.roster().reps().stream()
                .anyMatch(rep -> {
                    Workload workload = workloads.apply(rep.key());
                    return ways.getOrDefault(rep.key(), Set.of()).stream()
                            .anyMatch(way -> isThere(way, rep, workload, null));
                });
    }

    /** The ways by which leads come to each rep. */
    public Map<RepKey, Set<One>> ways() {
        List<Boolean> anyway = assignsAnyway() ? List.of(false, true) : List.of(false);
        Map<RepKey, Set<Set<Respect>>> heeded = heeded();
        Map<RepKey, Set<One>> found = new HashMap<>();
        for (Rep rep : configuration.roster().reps()) {
            Set<One> ways = new HashSet<>();
            for (Set<Respect> respected : heeded.getOrDefault(rep.key(), Set.of(Respect.ALL))) {
                anyway.forEach(away -> ways.add(new One(rep.key(), respected, away)));
            }
            found.put(rep.key(), ways);
        }
        return found;
    }

    /** Whether one of those is there for whom a lead waits. */
    public boolean isThereFor(Awaited lead, Function<RepKey, Workload> workloads) {
        for (One one : lead.by()) {
            if (configuration
                    .roster()
                    .rep(one.rep())
                    .filter(rep -> isThere(one, rep, workloads.apply(rep.key()), lead.kind()))
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }

    private boolean isThere(One one, Rep rep, Workload workload, @Nullable LeadKind kind) {
        return Availability.load(rep, at, workload, one.respected(), kind).isEmpty()
                && !absent.computeIfAbsent(one, _ -> isAbsent(one, rep));
    }

    private boolean isAbsent(One one, Rep rep) {
        List<UnavailabilityReason> reasons =
                Availability.absence(
                        rep,
                        hours.computeIfAbsent(
                                configuration.roster().scheduleOf(rep.key()),
                                schedule -> Availability.Hours.of(schedule, at)),
                        at,
                        one.respected());
        return one.anyway() ? !Candidacy.ABSENCE.containsAll(reasons) : !reasons.isEmpty();
    }

    /** What is heeded of reps whom not all that can be is heeded of. */
    private Map<RepKey, Set<Set<Respect>>> heeded() {
        Map<RepKey, Set<Set<Respect>>> found = new HashMap<>();
        for (Pool pool : configuration.pools()) {
            if (!pool.respect().equals(Respect.ALL)) {
                pool.members()
                        .forEach(member ->
                                found.computeIfAbsent(
                                                member.rep(),
                                                _ -> new HashSet<>(Set.of(Respect.ALL)))
                                        .add(pool.respect()));
            }
        }
        return found;
    }

    private boolean assignsAnyway() {
        return Arrays.stream(LeadKind.values())
                .flatMap(kind -> configuration.policy(kind).stream())
                .flatMap(published -> published.policy().everyRule())
                .anyMatch(rule -> rule.whenUnavailable() instanceof WhenUnavailable.AssignAnyway);
    }
}
