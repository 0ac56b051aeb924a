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

    /**
     * Whether a person may have it sent again. What people read comes twice only when it did not
     * come at all; a program that has the id already can tell, so it need not wait for the next try
     * either.
     */
    public boolean canBeReplayed(Channel channel) {
        return switch (this) {
            case DEAD -> true;
            case DELIVERED, RETRYING -> channel == Channel.WEBHOOK;
            case PENDING, SENDING -> false;
        };
    }

    public boolean isFinal() {
        return this == DELIVERED || this == DEAD;
    }
}
