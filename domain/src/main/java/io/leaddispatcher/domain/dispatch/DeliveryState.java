package io.leaddispatcher.domain.dispatch;

/** Where a delivery stands. */
public enum DeliveryState {
    /** Not tried yet. */
    PENDING,
    /** Held by a node under a lease. */
    SENDING,
    /** Tried in vain, and waiting for the next try. */
    RETRYING,
    DELIVERED,
    /** Given up; only a person brings it back. */
    DEAD;

    public boolean isFinal() {
        return this == DELIVERED || this == DEAD;
    }
}
