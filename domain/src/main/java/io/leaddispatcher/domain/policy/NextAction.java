package io.leaddispatcher.domain.policy;

import java.time.Duration;

/** The task made for the rep who gets the lead, due this long after the assignment. */
public record NextAction(Task task, Duration dueIn) {

    /** What the rep is to do. */
    public enum Task {
        CALL,
        EMAIL,
        SMS,
        TICKET
    }
}
