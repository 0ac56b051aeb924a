package io.leaddispatcher.domain.sla;

/** What an escalation does. */
public enum EscalationAction {
    /** A new message to the rep. */
    REMIND,
    NOTIFY_MANAGER,
    NOTIFY_CHANNEL,
    /** To the next of the pool, without those who let it lapse. */
    REASSIGN,
    RAISE_PRIORITY,
    /** Into the queue of the rule, or else the fallback queue. */
    QUEUE;

    /** Whether it changes where the lead is, or how urgent it is. */
    public boolean movesLead() {
        return switch (this) {
            case REMIND, NOTIFY_MANAGER, NOTIFY_CHANNEL -> false;
            case REASSIGN, RAISE_PRIORITY, QUEUE -> true;
        };
    }

    /** Whether whoever has the lead may lose it by this, and its clocks stop with that. */
    public boolean takesLeadAway() {
        return switch (this) {
            case REMIND, NOTIFY_MANAGER, NOTIFY_CHANNEL, RAISE_PRIORITY -> false;
            case REASSIGN, QUEUE -> true;
        };
    }
}
