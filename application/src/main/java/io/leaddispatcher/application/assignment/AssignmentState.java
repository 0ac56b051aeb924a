package io.leaddispatcher.application.assignment;

/** What becomes of an assignment. */
public enum AssignmentState {
    OFFERED,
    ACCEPTED,
    DECLINED,
    EXPIRED,
    RETURNED,
    REASSIGNED,
    COMPLETED;

    public boolean isActive() {
        return this == OFFERED || this == ACCEPTED;
    }
}
