package io.leaddispatcher.domain.task;

/** What has become of a task. */
public enum TaskState {
    OPEN,
    DONE,
    /** The rep has the lead no longer, or the work on it is over. */
    CANCELLED
}
