package io.leaddispatcher.application.simulation;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.simulation.Landing;
import io.leaddispatcher.domain.simulation.Move;
import io.leaddispatcher.domain.simulation.SimulationSummary;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts where leads land. Not thread-safe. */
final class SimulationTally {

    private final ZoneId zone;
    private int leads;
    private int unreadable;
    private int assigned;
    private int queued;
    private int rejected;
    private int moved;
    private final Map<RepKey, Integer> perRep = new TreeMap<>(Comparator.comparing(RepKey::value));
    private final Map<LocalDate, Map<RepKey, Integer>> perDay = new TreeMap<>();
    private final Map<QueueKey, Integer> perQueue =
            new TreeMap<>(Comparator.comparing(QueueKey::value));
    private final Map<Move.Kind, Integer> moves = new EnumMap<>(Move.Kind.class);

    /**
     * @param zone in which days begin
     */
    SimulationTally(ZoneId zone) {
        this.zone = zone;
    }

    /** A lead that could not be read. */
    void unreadable() {
        unreadable++;
    }

    /**
     * A lead that was decided.
     *
     * @param move null when it is no real lead, or lands where it did
     */
    void count(Landing landing, Instant at, @Nullable Move move) {
        leads++;
        switch (landing.status()) {
            case ASSIGNED -> assigned++;
            case QUEUED -> queued++;
            case REJECTED -> rejected++;
        }
        if (landing.rep() != null) {
            perRep.merge(landing.rep(), 1, Integer::sum);
            perDay.computeIfAbsent(
                            LocalDate.ofInstant(at, zone),
                            _ -> new TreeMap<>(Comparator.comparing(RepKey::value)))
                    .merge(landing.rep(), 1, Integer::sum);
        }
        if (landing.queue() != null) {
            perQueue.merge(landing.queue(), 1, Integer::sum);
        }
        if (move != null) {
            moved++;
            moves.merge(move.kind(), 1, Integer::sum);
        }
    }

    /** As counted so far. */
    SimulationSummary summary() {
        ImmutableSortedMap.Builder<LocalDate, Map<RepKey, Integer>> days =
                ImmutableSortedMap.naturalOrder();
        perDay.forEach((day, reps) -> days.put(day, ImmutableMap.copyOf(reps)));
        return new SimulationSummary(
                leads,
                unreadable,
                assigned,
                queued,
                rejected,
                moved,
                ImmutableMap.copyOf(perRep),
                days.build(),
                ImmutableMap.copyOf(perQueue),
                ImmutableMap.copyOf(moves));
    }
}
