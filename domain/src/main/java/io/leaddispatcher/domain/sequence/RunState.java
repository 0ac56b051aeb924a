package io.leaddispatcher.domain.sequence;

/** Where a running sequence stands. */
public enum RunState {
    /** Its next step has its time. */
    RUNNING,
    /** Nobody has the lead: it goes on with whoever gets it. */
    WAITING,
    /** All steps are taken. */
    DONE,
    /** Ended before its last step. */
    STOPPED;

    /** Whether steps may still be taken. */
    public boolean isLive() {
        return this == RUNNING || this == WAITING;
    }
}
