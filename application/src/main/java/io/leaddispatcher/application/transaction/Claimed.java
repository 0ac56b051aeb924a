package io.leaddispatcher.application.transaction;

import java.time.Instant;
import java.util.List;

/**
 * What was due and is held until the unit of work ends.
 *
 * @param seenAt the database's present, by which it is due; this node's clock may be behind it
 * @param due at least one, what is due longest first
 */
public record Claimed<T>(Instant seenAt, List<T> due) {

    public Claimed {
        due = List.copyOf(due);
    }

    /**
     * The instant until which what was claimed is done. What the database has not seen to be due,
     * and is not due here either, is not: its row may have been put off to an instant at which
     * nothing is due.
     *
     * @param present by this node's clock
     */
    public Instant until(Instant present) {
        return seenAt.isAfter(present) ? seenAt : present;
    }
}
