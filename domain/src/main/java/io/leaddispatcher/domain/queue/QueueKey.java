package io.leaddispatcher.domain.queue;

import io.leaddispatcher.domain.document.Key;

/** The key of a queue, unique in its tenant. */
public record QueueKey(String value) implements Comparable<QueueKey> {

    /** Where leads wait in a workspace without a policy. */
    public static final QueueKey FALLBACK = new QueueKey("fallback");

    public QueueKey {
        Key.require(value);
    }

    @Override
    public int compareTo(QueueKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
