package io.leaddispatcher.domain.sequence;

/** Why a sequence takes no more steps. */
public enum StopReason {
    /** All are taken. */
    DONE,
    REPLY,
    OUTCOME,
    OWNER_CHANGE,
    /** The person wants no more of these mails. */
    OPTED_OUT,
    /** Somebody has stopped it. */
    BY_HAND,
    /** Another sequence has begun. */
    REPLACED
}
