package io.leaddispatcher.application.lead;

import io.leaddispatcher.domain.routing.Decision;

/** Where a lead is on its way. */
public enum LeadStatus {
    /** Stored, and about to be routed. */
    NEW,
    ASSIGNED,
    QUEUED,
    REJECTED,
    COMPLETED;

    static LeadStatus of(Decision.Result result) {
        return switch (result) {
            case Decision.Result.Assigned _ -> ASSIGNED;
            case Decision.Result.Queued _ -> QUEUED;
            case Decision.Result.Rejected _ -> REJECTED;
        };
    }
}
