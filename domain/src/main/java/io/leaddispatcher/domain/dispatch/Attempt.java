package io.leaddispatcher.domain.dispatch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one try to deliver. */
public sealed interface Attempt {

    /** A limit may be raised, or another account connected, which tells nobody here. */
    Duration LONGEST_PATIENCE = Duration.ofHours(1);

    /**
     * The peer has it.
     *
     * @param reference the peer's name for what it made, such as channel and time stamp of a
     *     message
     */
    record Delivered(String reference) implements Attempt {}

    /**
     * Trying again can help.
     *
     * @param after how long that takes, as far as the peer has told
     */
    record Retry(@Nullable Duration after, Cause cause) implements Attempt {
        public Retry(Cause cause) {
            this(null, cause);
        }
    }

    /**
     * The peer asks to be left alone for a while, whatever else waits to be sent there.
     *
     * @param time for how long; who asks for more is asked again after {@link #LONGEST_PATIENCE}
     */
    record Patience(Duration time, Cause cause) implements Attempt {
        public Patience {
            time = time.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : time;
        }
    }

    /**
     * Trying again helps now and then; what goes on saying so is not going to take it.
     *
     * @param tries after how many that came to this one after the other it is given up
     */
    record RetryFew(int tries, Cause cause) implements Attempt {
        public RetryFew {
            if (tries < 1) {
                throw new IllegalArgumentException("%d tries are none".formatted(tries));
            }
        }
    }

    /** Nothing was tried: it is not its time yet. It counts as no try. */
    record NotYet(Duration pause) implements Attempt {}

    /**
     * The channel works, but not for this address.
     *
     * @param words of the peer that takes nothing there for good; null when it did not say so
     */
    record WrongTarget(Cause cause, @Nullable String words) implements Attempt {
        public WrongTarget(Cause cause) {
            this(cause, null);
        }

        /** Servers name people: their words are for the rep alone. */
        @Override
        public String toString() {
            return "WrongTarget[%s]".formatted(cause);
        }
    }

    /** The channel will never take this message. */
    record Dead(Cause cause) implements Attempt {}

    /** The connection itself is refused: nothing passes until an admin mends it. */
    record ConnectionDead(Cause cause) implements Attempt {}
}
