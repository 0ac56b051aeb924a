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
}
