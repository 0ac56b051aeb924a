package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.assignment.AssignmentState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a message about an offer is to show now.
 *
 * @param rep the name of whom it was offered to
 * @param holder the name of who has the lead now; null when nobody has
 * @param at since when
 * @param giver the name of who handed the lead off and would get it back; null when nobody would
 */
public record CardNow(
        AssignmentState state,
        String rep,
        @Nullable String holder,
        Instant at,
        @Nullable String giver) {

    /** Of a lead that nobody has handed off. */
    public CardNow(AssignmentState state, String rep, @Nullable String holder, Instant at) {
        this(state, rep, holder, at, null);
    }
}
