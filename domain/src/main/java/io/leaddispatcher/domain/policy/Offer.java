package io.leaddispatcher.domain.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a lead is offered to reps.
 *
 * @param ttl how long an offer stands; null: it does not lapse by itself
 * @param maxHops how many lapsed offers move on before the manager is told
 */
public record Offer(Mode mode, @Nullable Duration ttl, int maxHops) {

    /** To one rep at a time, without an end. */
    public static final Offer DEFAULT = new Offer(Mode.EXCLUSIVE, null, 3);

    /** Who is asked. */
    public enum Mode {
        /** One rep at a time. */
        EXCLUSIVE,
        /** All at once: the first to accept gets it. */
        BROADCAST
    }
}
