package io.leaddispatcher.application.transaction;

import java.time.Duration;

/**
 * How many share a unit of work of a {@link GroupCommit}, and how long they wait for each other.
 *
 * @param atMost so many share one
 * @param first how long whoever comes while nothing is under way waits for others
 * @param next how long those who came while a group was under way wait for more once it has ended
 * @param enough when so many wait, they wait for no more
 */
public record Sharing(int atMost, Duration first, Duration next, int enough) {

    /** Nobody waits for others. */
    public static Sharing of(int atMost) {
        return new Sharing(atMost, Duration.ZERO, Duration.ZERO, atMost);
    }

    /** What nobody waits for is gathered. */
    public Sharing gathered(Duration time) {
        return new Sharing(atMost, time, time, atMost);
    }

    /**
     * One alone goes at once, and groups follow one another at a distance: each costs the same
     * whether it is small or large, and many small ones would keep the machine busy for nothing.
     */
    public Sharing spaced(Duration distance, int large) {
        return new Sharing(atMost, first, distance, large);
    }
}
