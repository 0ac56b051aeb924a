package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.routing.port.RoutingStates.RepLoad;
import io.leaddispatcher.domain.roster.Day;
import io.leaddispatcher.domain.roster.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one rep carries. It is asked for with each lead of each pool that the rep is in, and comes
 * to the same for many minutes: that is remembered, together with how long it holds.
 */
final class CarriedLoad {

    static final Duration HOUR = Duration.ofHours(1);

    /** No day is shorter, even when clocks go forward. */
    private static final Duration SHORTEST_DAY = Duration.ofHours(22);

    private final RepLoad load;

    // One immutable object: whoever reads it beside a turn that replaces it reads an older one.
    private @Nullable Remembered remembered;

    /**
     * From one millisecond until before another one; numbers, since so many are looked at. And at
     * the instant at which it was worked out, in the millisecond before.
     */
    private record Remembered(Workload workload, Instant at, long from, long until) {

        boolean holds(Instant now, long millis) {
            return (from <= millis && millis < until) || at.equals(now);
        }
    }

    CarriedLoad(RepLoad load) {
        this.load = load;
    }

    RepLoad load() {
        return load;
    }

    /**
     * What it comes to, as far as that is remembered.
     *
     * @param millis those of {@code now}: whoever asks of many has them already
     * @return null when it has to be worked out
     */
    @Nullable Workload remembered(Instant now, long millis) {
        Remembered known = remembered;
        return known != null && known.holds(now, millis) ? known.workload() : null;
    }

    /**
     * What it comes to.
     *
     * @param today the rep's day at {@code now}
     */
    Workload workload(Instant now, Day today) {
        boolean sameDay = load.day().equals(today.start());
        boolean counts = sameDay || isCertainlyNotOver(now);
        Instant until = counts && !sameDay ? certainlyUntil(today) : today.next();
        int recent = 0;
        for (Instant at : load.recent()) {
            Instant over = at.plus(HOUR);
            if (now.isBefore(over)) {
                recent++;
                until = over.isBefore(until) ? over : until;
            }
        }
        Workload workload = new Workload(load.open(), counts ? load.dayCount() : 0, recent);
        remembered = new Remembered(workload, now, now.toEpochMilli() + 1, until.toEpochMilli());
        return workload;
    }

    /**
     * Of the day that was counted last. A rep who moves to another zone has had what the day in the
     * old one has brought.
     */
    private boolean isCertainlyNotOver(Instant now) {
        return !now.isBefore(load.day()) && now.isBefore(load.day().plus(SHORTEST_DAY));
    }

    private Instant certainlyUntil(Day today) {
        Instant over = load.day().plus(SHORTEST_DAY);
        return over.isBefore(today.next()) ? over : today.next();
    }

    /** Those that count for the limit of an hour. */
    List<Instant> recent(Instant now) {
        Instant hourAgo = now.minus(HOUR);
        return load.recent().stream().filter(at -> at.isAfter(hourAgo)).toList();
    }
}
