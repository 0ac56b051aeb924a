package io.leaddispatcher.application.lead;

import java.util.Arrays;
import java.util.Optional;

/** What a lead needs somebody to do about it now. */
public enum LeadNeed {
    /** The time of a target is over, and nobody has met it yet. */
    BREACHED,
    /** The last quarter of the time of a target has begun, of its last hour at most. */
    DUE_SOON,
    /** It is offered, and nobody has accepted it. */
    UNANSWERED,
    /** A message about it was given up. */
    UNDELIVERED,
    /**
     * Soon after it was given to somebody, somebody else was made its owner in a CRM, as by another
     * automation; in the last week, and nobody has done anything about it since.
     */
    CONTESTED,
    /** Whoever has accepted it is no longer active, or no longer there. */
    HOLDER_GONE;

    public static Optional<LeadNeed> of(String word) {
        return Arrays.stream(values()).filter(need -> need.name().equals(word)).findFirst();
    }
}
