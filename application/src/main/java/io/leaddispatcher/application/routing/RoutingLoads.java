package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.routing.port.RoutingStates.RepLoad;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.roster.Workload;
import io.leaddispatcher.domain.waiting.Reopening;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reps' loads during a batch: brought to the present day and hour, and counted on. */
final class RoutingLoads {

    private static final Duration HOUR = Duration.ofHours(1);

    /** No day is shorter, even when clocks go forward. */
    private static final Duration SHORTEST_DAY = Duration.ofHours(22);

    private final Roster roster;
    private final Instant now;
    private final Instant hourAgo;
    private final CarriedLoads before;
    private final Map<RepKey, Workload> workloads = new HashMap<>();
    private final Map<ZoneId, Instant> days = new HashMap<>();
    private final Map<RepKey, RepLoad> changed = new LinkedHashMap<>();

    RoutingLoads(Roster roster, Instant now, Map<RepKey, RepLoad> before) {
        this(roster, now, CarriedLoads.of(before));
    }

    RoutingLoads(Roster roster, Instant now, CarriedLoads before) {
        this.roster = roster;
        this.now = now;
        this.hourAgo = now.minus(HOUR);
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
        RepLoad load = before.get(rep.key());
        Integer perHour = rep.capacity().perHour();
        if (load == null || perHour == null || perHour == 0) {
            return Optional.empty();
        }
        List<Instant> recent = recent(load).stream().sorted().toList();
        return recent.size() < perHour
                ? Optional.empty()
                : Optional.of(recent.get(recent.size() - perHour).plus(HOUR));
    }

    /** What a rep was busy with before the batch. Asked of each member of a pool for each lead. */
    Workload before(RepKey key) {
        return workloads.computeIfAbsent(key, this::workload);
    }

    private Workload workload(RepKey key) {
        RepLoad load = before.get(key);
        return load == null
                ? Workload.NONE
                : new Workload(load.open(), today(load), inLastHour(load));
    }

    private int today(RepLoad load) {
        return surelyToday(load)
                ? load.dayCount()
                : roster.rep(load.rep()).map(rep -> today(load, rep)).orElse(0);
    }

    private boolean surelyToday(RepLoad load) {
        return !now.isBefore(load.day()) && now.isBefore(load.day().plus(SHORTEST_DAY));
    }

    private int today(RepLoad load, Rep rep) {
        return surelyToday(load) || load.day().equals(day(rep)) ? load.dayCount() : 0;
    }

    private int inLastHour(RepLoad load) {
        int count = 0;
        for (Instant at : load.recent()) {
            if (at.isAfter(hourAgo)) {
                count++;
            }
        }
        return count;
    }

    /** When the rep's day began. */
    private Instant day(Rep rep) {
        return days.computeIfAbsent(roster.zoneOf(rep), _ -> roster.startOfDay(rep, now));
    }

    private List<Instant> recent(RepLoad load) {
        return load.recent().stream().filter(at -> at.isAfter(hourAgo)).toList();
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

    /** One open assignment less; what was given stays counted for the day and the hour. */
    void free(RepKey key) {
        RepLoad load =
                roster.rep(key)
                        .map(this::present)
                        .orElseGet(() -> changed.getOrDefault(key, before.get(key)));
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
                ? new RepLoad(rep.key(), 0, day(rep), 0, List.of())
                : new RepLoad(load.rep(), load.open(), day(rep), today(load, rep), recent(load));
    }
}
