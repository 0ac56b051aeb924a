package io.leaddispatcher.application.bulk;

import java.util.Arrays;
import java.util.Optional;

/** What can be done with many leads at once. */
public enum Deed {
    /** Each goes to a rep, the next of a pool, a queue, or the next in line. */
    REASSIGN,
    /** Each goes back to a queue, from whoever has it. */
    RETURN,
    /** The policy decides each again. */
    REROUTE,
    /** Each is no lead at all: the work on it ends, and its turn goes back to the pool. */
    SPAM,
    /** The work on each goes on, which was called over. */
    REOPEN;

    public static Optional<Deed> of(String word) {
        return Arrays.stream(values()).filter(deed -> deed.name().equals(word)).findFirst();
    }
}
