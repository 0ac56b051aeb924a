package io.leaddispatcher.domain.sla;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is done at a point of a clock.
 *
 * @param at the point as the policy says it, such as {@code 50%} or {@code PT5M}
 * @param after how long the clock has run by then, in its own time
 * @param dueAt when that is
 * @param action null: nothing but that the target is missed from here on
 */
public record ClockStep(
        String at, Duration after, Instant dueAt, @Nullable EscalationAction action) {

    /** Whether it is the end of the time that the target allows. */
    public boolean isEnd() {
        return action == null;
    }

    /** Whether it is done under the turn in which leads are decided. */
    public boolean movesLead() {
        return action != null && action.movesLead();
    }

    /** Whether the clock may stop with it. */
    boolean takesLeadAway() {
        return action != null && action.takesLeadAway();
    }

    ClockStep dueAt(Instant other) {
        return new ClockStep(at, after, other, action);
    }
}
