package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.assignment.AssignmentState;

/**
 * Why a lead is taken from whoever has it.
 *
 * @param reason kept with the assignment that ends
 * @param told to the rep who loses it, by channels to which no sensitive word may go
 * @param ending what becomes of an offer that is open; who has accepted is always reassigned
 */
record Parting(String reason, String told, AssignmentState ending) {

    /** Likewise, to somebody else. */
    Parting(String reason, String told) {
        this(reason, told, AssignmentState.REASSIGNED);
    }


    /** Whoever has it let its time run out. */
    static Parting late(String reason) {
        return new Parting(reason, reason, AssignmentState.EXPIRED);
    }

    /** Where nothing speaks against telling the reason. */
    static Parting because(String reason) {
        return new Parting(reason, reason);
    }
}
