package io.leaddispatcher.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.scheduler.Scheduler;

/** A token bucket: so many calls a second, and at most a second's worth at once. Thread-safe. */
public final class Pace {

    /** Who would wait longer for a turn is told so, and comes again. */
    public static final Duration LONGEST_WAIT_IN_PLACE = Duration.ofSeconds(3);

    private final Scheduler time;
    private final long interval;
    private final long burst;
    private long due = Long.MIN_VALUE;

    public Pace(int callsPerSecond, Scheduler time) {
        this.time = time;
        this.interval = Duration.ofSeconds(1).toNanos() / callsPerSecond;
        this.burst = interval * (callsPerSecond - 1);
    }

    /** How long the next turn is away, without taking it. */
    public synchronized Duration ahead() {
        long now = time.now(TimeUnit.NANOSECONDS);
        return Duration.ofNanos(Math.max(0, Math.max(due, now - burst) - now));
    }

    /** Takes the next turn, and says how long to wait for it. */
    public synchronized Duration next() {
        long now = time.now(TimeUnit.NANOSECONDS);
        long turn = Math.max(due, now - burst);
        due = turn + interval;
        return Duration.ofNanos(Math.max(0, turn - now));
    }
}
