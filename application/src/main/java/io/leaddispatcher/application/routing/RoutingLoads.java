package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.routing.port.RoutingStates.RepLoad;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.roster.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The reps' loads during a batch: brought to the present day and hour, and counted on. */
final class RoutingLoads {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Roster roster;
    private final Instant now;
    private final Map<RepKey, RepLoad> present = new HashMap<>();
    private final Map<RepKey, RepLoad> changed = new LinkedHashMap<>();

    RoutingLoads(Roster roster, Instant now, Collection<RepLoad> loads) {
        this.roster = roster;
        this.now = now;
        for (RepLoad load : loads) {
            roster.rep(load.rep()).ifPresent(rep -> present.put(load.rep(), brought(load, rep)));
        }
    }

    Map<RepKey, Workload> workloads() {
        Map<RepKey, Workload> workloads = new HashMap<>();
        present.forEach((rep, load) ->
                workloads.put(
                        rep, new Workload(load.open(), load.dayCount(), load.recent().size())));
        return workloads;
    }

    /** One more open assignment. */
    void count(Rep rep) {
        RepLoad load = present.get(rep.key());
        RepLoad before =
                load == null
                        ? new RepLoad(rep.key(), 0, roster.startOfDay(rep, now), 0, List.of())
                        : load;
        List<Instant> recent = new ArrayList<>(before.recent());
        recent.add(now);
        RepLoad after =
                new RepLoad(
                        rep.key(), before.open() + 1, before.day(), before.dayCount() + 1, recent);
        present.put(rep.key(), after);
        changed.put(rep.key(), after);
    }

    Collection<RepLoad> changed() {
        return changed.values();
    }

    private RepLoad brought(RepLoad load, Rep rep) {
        Instant day = roster.startOfDay(rep, now);
        return new RepLoad(
                load.rep(),
                load.open(),
                day,
                load.day().equals(day) ? load.dayCount() : 0,
                load.recent().stream().filter(at -> at.isAfter(now.minus(HOUR))).toList());
    }
}
