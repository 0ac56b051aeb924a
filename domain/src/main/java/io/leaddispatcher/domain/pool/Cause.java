package io.leaddispatcher.domain.pool;

/** Why a member's standing in the ledger has changed. */
public enum Cause {
    /** Took a lead. */
    ASSIGNED,
    /** Got a turn back, because the lead was none; or it was taken again, because it was one. */
    CREDIT,
    /** Was passed over, or is no longer in the pool. */
    LEAVE,
    /** Is dealt to again. */
    RETURN,
    /** Came into the pool, level with the others. */
    JOIN,
    /** Has another weight now. */
    WEIGHT,
    /** Was adjusted by a person, with a reason. */
    MANUAL
}
