package io.leaddispatcher.domain.outcome;

/** What can become of a lead. */
public enum OutcomeType {
    MEETING_HELD,
    /** The meeting was booked, and the lead was not there. */
    NO_SHOW,
    /** Was there after all: the report that it was not is no longer believed. */
    NO_SHOW_TAKEN_BACK,
    OPPORTUNITY,
    WON,
    LOST,
    /** Was never one to be won. */
    DISQUALIFIED;

    /** Whether the work on the lead is over with it. */
    public boolean concludes() {
        return this == WON || this == LOST || this == DISQUALIFIED;
    }
}
