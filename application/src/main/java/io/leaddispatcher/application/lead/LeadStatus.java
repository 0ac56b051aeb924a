package io.leaddispatcher.application.lead;

/** Where a lead is on its way. */
public enum LeadStatus {
    /** Stored, and about to be routed. */
    NEW,
    ASSIGNED,
    QUEUED,
    REJECTED,
    COMPLETED
}
