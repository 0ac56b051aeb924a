package io.leaddispatcher.application.simulation;

import com.google.common.collect.EnumMultiset;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.collect.Multiset;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.roster.Workload;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the reps of a simulation are busy with, as its time goes by: work that they had before it
 * stays open, work that it gives them ends when it is said to.
 */
final class SimulatedWork {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Roster roster;
    private final Instant begun;
    private final Function<RepKey, Workload> before;
    private final Map<RepKey, Given> given = new HashMap<>();
    // When the day of the present instant began, by zone.
    private final Map<ZoneId, Instant> days = new HashMap<>();

    /** What a rep was given by the simulation. */
    private static final class Given {
        private final Multiset<LeadKind> open = EnumMultiset.create(LeadKind.class);
        private @Nullable Instant day;
        private int today;
        private final Deque<Instant> recent = new ArrayDeque<>();
        private final PriorityQueue<End> ends = new PriorityQueue<>(Comparator.comparing(End::at));
    }

    /** When the work on a lead of this kind is over. */
    private record End(Instant at, LeadKind kind) {}

    /**
     * @param before what they were busy with when it begins
     */
    SimulatedWork(Roster roster, Instant begun, Function<RepKey, Workload> before) {
        this.roster = roster;
        this.begun = begun;
        this.before = before;
    }

    /** What each is busy with at an instant; good until the next one is asked for. */
    Function<RepKey, Workload> at(Instant at) {
        days.clear();
        return key -> roster.rep(key).map(rep -> workload(rep, at)).orElse(Workload.NONE);
    }

    private Workload workload(Rep rep, Instant at) {
        Workload had = before.apply(rep.key());
        Given counted = given.get(rep.key());
        boolean none = had.equals(Workload.NONE);
        if (counted == null && none) {
            return had;
        }
        Instant day = days.computeIfAbsent(roster.zoneOf(rep), _ -> roster.startOfDay(rep, at));
        int today = !none && roster.startOfDay(rep, begun).equals(day) ? had.today() : 0;
        int thisHour = at.isBefore(begun.plus(HOUR)) ? had.thisHour() : 0;
        if (counted == null) {
            return new Workload(had.open(), today, thisHour, had.inCalendar(), had.openByKind());
        }
        endWork(counted, at);
        return new Workload(
                had.open() + counted.open.size(),
                today + (day.equals(counted.day) ? counted.today : 0),
                thisHour + sinceHourAgo(counted, at),
                had.inCalendar(),
                rep.capacity().perKind().isEmpty() ? ImmutableMap.of() : openByKind(had, counted));
    }

    private static ImmutableMap<LeadKind, Integer> openByKind(Workload had, Given counted) {
        Map<LeadKind, Integer> open = new EnumMap<>(LeadKind.class);
        for (LeadKind kind : LeadKind.values()) {
            open.put(kind, had.openOf(kind) + counted.open.count(kind));
        }
        return Maps.immutableEnumMap(open);
    }

    private static void endWork(Given counted, Instant at) {
        End next = counted.ends.peek();
        while (next != null && !next.at().isAfter(at)) {
            counted.ends.remove();
            counted.open.remove(next.kind());
            next = counted.ends.peek();
        }
    }

    private static int sinceHourAgo(Given counted, Instant at) {
        Instant hourAgo = at.minus(HOUR);
        Instant first = counted.recent.peekFirst();
        while (first != null && !first.isAfter(hourAgo)) {
            counted.recent.removeFirst();
            first = counted.recent.peekFirst();
        }
        return counted.recent.size();
    }

    /**
     * One assignment more.
     *
     * @param kind of the lead
     * @param workedFor null when it stays open
     */
    void give(RepKey key, LeadKind kind, Instant at, @Nullable Duration workedFor) {
        roster.rep(key)
                .ifPresent(rep -> {
                    Given counted = given.computeIfAbsent(key, _ -> new Given());
                    Instant day = roster.startOfDay(rep, at);
                    counted.today = day.equals(counted.day) ? counted.today + 1 : 1;
                    counted.day = day;
                    counted.recent.addLast(at);
                    counted.open.add(kind);
                    if (workedFor != null) {
                        counted.ends.add(new End(at.plus(workedFor), kind));
                    }
                });
    }
}
