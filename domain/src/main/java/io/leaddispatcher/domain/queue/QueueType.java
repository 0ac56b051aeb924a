package io.leaddispatcher.domain.queue;

/** What leads wait for in a queue. */
public enum QueueType {
    FALLBACK,
    AFTER_HOURS,
    PRIORITY,
    MANUAL_REVIEW,
    SUPPORT,
    NURTURE,
    PARTNER,
    CUSTOM
}
