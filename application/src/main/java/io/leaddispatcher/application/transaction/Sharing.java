package io.leaddispatcher.application.transaction;

import com.google.common.collect.Comparators;
import java.time.Duration;

/**
 * How many share a unit of work of a {@link GroupCommit}, and how long they wait for each other.
 *
 * @param atMost so many share one
 * @param first how long whoever comes while nothing is under way waits for others
 * @param next how long those who came while a group was under way wait for more once it has ended
 * @param enough when so many wait, they wait for no more
 * @param yielding what a tenant that sends much leaves to others
 */
public record Sharing(int atMost, Duration first, Duration next, int enough, Yielding yielding) {

    /**
     * What a tenant that sends much leaves to those who send less while there are any: its groups
     * do not overlap, are small, so that nobody waits long for the end of one, and it rests after
     * each. Those who send as much as one another share the machine without that. A group keeps
     * about one processor busy: on two it rests half as long again as the group took, on more for
     * less.
     *
     * @param many so many waiting are much
     * @param atMost so many share a unit of work then
     * @param processors of this machine
     */
    public record Yielding(int many, int atMost, int processors) {

        static final Yielding NOTHING = new Yielding(Integer.MAX_VALUE, Integer.MAX_VALUE, 1);

        // What takes longer has mostly waited itself, and took nothing from anybody.
        private static final Duration LONGEST_REST = Duration.ofMillis(200);

        Duration rest(Duration took) {
            Duration rest = took.multipliedBy(3).dividedBy(Math.max(2, processors));
            return Comparators.min(rest, LONGEST_REST);
        }
    }

    /** Nobody waits for others. */
    public static Sharing of(int atMost) {
        return new Sharing(atMost, Duration.ZERO, Duration.ZERO, atMost, Yielding.NOTHING);
    }

    /** What nobody waits for is gathered. */
    public Sharing gathered(Duration time) {
        return new Sharing(atMost, time, time, atMost, yielding);
    }

    /**
     * One alone goes at once, and groups follow one another at a distance: each costs the same
     * whether it is small or large, and many small ones would keep the machine busy for nothing.
     */
    public Sharing spaced(Duration distance, int large) {
        return new Sharing(atMost, first, distance, large, yielding);
    }

    /** Who sends much yields. */
    public Sharing yielding(Yielding how) {
        return new Sharing(atMost, first, next, enough, how);
    }
}
