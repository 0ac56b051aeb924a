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
 */
public record CardNow(AssignmentState state, String rep, @Nullable String holder, Instant at) {}
