package io.leaddispatcher.domain.sla;

/** What has to have happened in time. */
public enum SlaTarget {
    /** The rep was told. Counts from the arrival of the lead; the others count from the offer. */
    DISPATCHED,
    ACCEPTED,
    FIRST_ACTION,
    FOLLOW_UP
}
