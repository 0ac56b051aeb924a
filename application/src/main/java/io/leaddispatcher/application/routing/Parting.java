package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.assignment.AssignmentState;
import org.jspecify.annotations.Nullable;

/**
 * How a lead leaves whoever has it.
 *
 * @param state in which the assignment ends; of those who were only asked it lapses
 * @param reason kept with the assignment that ends
 * @param told to the rep who loses it, by channels to which no sensitive word may go; null: nothing
 * @param credit why a turn that the lead was is given back; null: it stays a turn
 * @param by who brought it about
 */
public record Parting(
        AssignmentState state,
        String reason,
        @Nullable String told,
        @Nullable String credit,
        Voice by) {

    /** Through no fault of the rep, and where nothing speaks against telling the reason. */
    static Parting because(String reason) {
        return taken(reason, reason);
    }

    /** Through no fault of the rep. */
    public static Parting taken(String reason, String told) {
        return new Parting(AssignmentState.REASSIGNED, reason, told, "REROUTED", Voice.SYSTEM);
    }

    /** The rep let the time run out, so it stays a turn. */
    static Parting late(String reason) {
        return new Parting(AssignmentState.EXPIRED, reason, reason, null, Voice.SYSTEM);
    }

    /** Likewise, but whoever loses it hears nothing of it. */
    public Parting untold() {
        return new Parting(state, reason, null, credit, by);
    }

    /**
     * Likewise, but it stays a turn. Who goes away loses turns and does not come back to a flood,
     * so what is taken from somebody because they have gone is nothing that is due to them later.
     */
    public Parting keepingTurn() {
        return new Parting(state, reason, told, null, by);
    }

    /** In which an assignment ends that somebody has, or was asked by. */
    AssignmentState stateOf(boolean held) {
        return held || state == AssignmentState.DECLINED ? state : AssignmentState.EXPIRED;
    }

    /** Whether whoever had it is not to be asked again. */
    boolean isRefusal() {
        return state == AssignmentState.DECLINED || state == AssignmentState.EXPIRED;
    }

    /** Whether an offer lapses by it that its rep did not let lapse. */
    boolean spares(boolean held) {
        return stateOf(held) == AssignmentState.EXPIRED && !isRefusal();
    }
}
