package io.leaddispatcher.domain.roster;

/** What a pool heeds before it gives a lead. */
public enum Respect {
    HOURS,
    CAPACITY,
    CALENDAR,
    OUT_OF_OFFICE
}
