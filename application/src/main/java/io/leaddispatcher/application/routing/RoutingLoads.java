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
    private final Map<RepKey, RepLoad> before;
    private final Map<RepKey, Workload> workloads = new HashMap<>();
    private final Map<RepKey, RepLoad> changed = new LinkedHashMap<>();

    RoutingLoads(Roster roster, Instant now, Map<RepKey, RepLoad> before) {
        this.roster = roster;
        this.now = now;
        this.before = before;
    }

    /** What a rep was busy with before the batch. */
    Workload before(RepKey rep) {
        return workloads.computeIfAbsent(rep, this::workload);
    }

    private Workload workload(RepKey key) {
        RepLoad load = before.get(key);
        if (load == null) {
            return Workload.NONE;
        }
        return roster.rep(key)
                .map(rep -> brought(load, rep))
                .map(now -> new Workload(now.open(), now.dayCount(), now.recent().size()))
                .orElse(Workload.NONE);
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

    Collection<RepLoad> changed() {
        return changed.values();
    }

    private RepLoad present(Rep rep) {
        RepLoad counted = changed.get(rep.key());
        if (counted != null) {
            return counted;
        }
        RepLoad load = before.get(rep.key());
        return load == null
                ? new RepLoad(rep.key(), 0, roster.startOfDay(rep, now), 0, List.of())
                : brought(load, rep);
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
