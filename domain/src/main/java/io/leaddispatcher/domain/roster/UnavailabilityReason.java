package io.leaddispatcher.domain.roster;

/** Why somebody was passed over; the names are part of the trace. */
public enum UnavailabilityReason {
    INACTIVE,
    PAUSED,
    OUT_OF_HOURS,
    HOLIDAY,
    OUT_OF_OFFICE,
    CALENDAR_BUSY,
    AT_CAPACITY,
    DECLINED_BEFORE,
    HAD_IT_LAST,
    SKILL_MISMATCH,
    ON_CALL,
    OWNER_UNKNOWN
}
