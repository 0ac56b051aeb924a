package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.application.routing.port.RoutingStates.RepLoad;
import io.leaddispatcher.domain.roster.Day;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.roster.Workload;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.waiting.Reopening;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The reps' loads during a batch: brought to the present day and hour, and counted on. */
final class RoutingLoads {

    private final Roster roster;
    private final Instant now;
    private final long millis;
    private final CarriedLoads before;
    private final OpenKinds kinds;
    private final Map<ZoneId, Day> days = new HashMap<>();
    private final Map<RepKey, RepLoad> changed = new LinkedHashMap<>();

    /** As they are kept at {@code now}, which is the present. */
    static Mono<RoutingLoads> read(
            RoutingStates states, TenantId tenant, Roster roster, Instant now) {
        return states.loads(tenant)
                .zipWhen(_ -> OpenKinds.read(states, tenant, roster))
                .map(both ->
                        new RoutingLoads(roster, now, CarriedLoads.of(both.getT1()), both.getT2()));
    }

    RoutingLoads(Roster roster, Instant now, CarriedLoads before, OpenKinds kinds) {
        this.kinds = kinds;
        this.roster = roster;
        this.now = now;
        this.millis = now.toEpochMilli();
        this.before = before;
    }

    /** The present. */
    Instant now() {
        return now;
    }

    /** Likewise, with when the limit of an hour is over. */
    Reopening.Busy busy(Rep rep) {
        return new Reopening.Busy(before(rep.key()), hourEnds(rep).orElse(null));
    }

    /** Empty when the limit of an hour admits another one now, and when there is none. */
    private Optional<Instant> hourEnds(Rep rep) {
        CarriedLoad load = before.get(rep.key());
        Integer perHour = rep.capacityAt(now).perHour();
        if (load == null || perHour == null || perHour == 0) {
            return Optional.empty();
        }
        List<Instant> recent = load.recent(now).stream().sorted().toList();
        if (recent.size() < perHour) {
            return Optional.empty();
        }
        Instant hourEnds = recent.get(recent.size() - perHour).plus(CarriedLoad.HOUR);
        // When a ramp ends before, there may be room again.
        return rep.rampEnd(now).filter(hourEnds::isAfter).or(() -> Optional.of(hourEnds));
    }

    /** What a rep was busy with before the batch. Asked of each member of a pool for each lead. */
    Workload before(RepKey key) {
        CarriedLoad carried = before.get(key);
        if (carried == null) {
            return kinds.in(key, Workload.NONE);
        }
        Workload known = carried.remembered(now, millis);
        return kinds.in(key, known == null ? workload(key, carried) : known);
    }

    private Workload workload(RepKey key, CarriedLoad carried) {
        return roster.rep(key)
                .map(rep -> carried.workload(now, day(rep)))
                // Nobody who has a day.
                .orElseGet(() -> new Workload(carried.load().open(), 0, 0));
    }

    private Day day(Rep rep) {
        return days.computeIfAbsent(roster.zoneOf(rep), zone -> Day.of(now, zone));
    }

    /** One more open assignment. */
    void count(Rep rep) {
        RepLoad load = present(rep);
        List<Instant> recent = new ArrayList<>(load.recent());
        recent.add(now);
        changed.put(
                rep.key(),
                new RepLoad(rep.key(), load.open() + 1, load.day(), load.dayCount() + 1, recent));
    }

    /** One that was over is open again; it is none more of the day and the hour. */
    void resume(Rep rep) {
        RepLoad load = present(rep);
        changed.put(
                rep.key(),
                new RepLoad(
                        rep.key(), load.open() + 1, load.day(), load.dayCount(), load.recent()));
    }

    /** One open assignment less; what was given stays counted for the day and the hour. */
    void free(RepKey key) {
        RepLoad load = roster.rep(key).map(this::present).orElseGet(() -> latest(key));
        if (load != null) {
            changed.put(
                    key,
                    new RepLoad(
                            key,
                            Math.max(0, load.open() - 1),
                            load.day(),
                            load.dayCount(),
                            load.recent()));
        }
    }

    private @Nullable RepLoad latest(RepKey key) {
        RepLoad counted = changed.get(key);
        CarriedLoad carried = before.get(key);
        return counted != null || carried == null ? counted : carried.load();
    }

    Collection<RepLoad> changed() {
        return changed.values();
    }

    private RepLoad present(Rep rep) {
        RepLoad counted = changed.get(rep.key());
        if (counted != null) {
            return counted;
        }
        CarriedLoad carried = before.get(rep.key());
        Day today = day(rep);
        return carried == null
                ? new RepLoad(rep.key(), 0, today.start(), 0, List.of())
                : new RepLoad(
                        rep.key(),
                        carried.load().open(),
                        today.start(),
                        carried.workload(now, today).today(),
                        carried.recent(now));
    }
}
