package io.leaddispatcher.domain.outcome;

import java.util.List;

/** Whether a lead has come to its meeting, by what was told of it. */
public final class NoShow {

    private NoShow() {}

    /**
     * Whether the last word is that it did not come. It is taken back, and made up for by a meeting
     * that was held later.
     *
     * @param told in the order in which it was told
     */
    public static boolean stands(List<OutcomeType> told) {
        boolean stands = false;
        for (OutcomeType type : told) {
            stands =
                    switch (type) {
                        case NO_SHOW -> true;
                        case NO_SHOW_TAKEN_BACK, MEETING_HELD -> false;
                        case OPPORTUNITY, WON, LOST, DISQUALIFIED -> stands;
                    };
        }
        return stands;
    }
}
