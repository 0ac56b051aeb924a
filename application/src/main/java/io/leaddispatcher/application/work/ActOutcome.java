package io.leaddispatcher.application.work;

import io.leaddispatcher.domain.roster.RepKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can come of an act on a lead. But for the first, nothing has changed. */
public sealed interface ActOutcome {

    /** It is done, or was done before. */
    record Done() implements ActOutcome {}

    /** There is no lead on which the caller may act. */
    record Unknown() implements ActOutcome {}

    /**
     * Somebody else has it, or nobody.
     *
     * @param holder null when nobody has it
     */
    record HeldByAnother(@Nullable RepKey holder) implements ActOutcome {}

    /** It is about to be routed. */
    record NotRouted() implements ActOutcome {}

    /** The work on it is over. */
    record Over() implements ActOutcome {}

    /** It was merged into another lead, on which everybody acts by now. */
    record PartOfAnother() implements ActOutcome {}

    /** The work on it is not over. */
    record GoesOn() implements ActOutcome {}

    /** A rep has accepted it. */
    record Accepted(RepKey holder) implements ActOutcome {}

    record Locked(Instant until) implements ActOutcome {}

    /** The time to accept it has passed. */
    record Lapsed(Instant at) implements ActOutcome {}

    /** The rep has no room for another. */
    record Full(RepKey rep) implements ActOutcome {}

    /** Nobody is left who could take it. */
    record NobodyLeft() implements ActOutcome {}
}
