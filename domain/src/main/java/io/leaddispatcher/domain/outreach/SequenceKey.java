package io.leaddispatcher.domain.outreach;

import io.leaddispatcher.domain.document.Key;

/** The key of a sequence, unique in its tenant. */
public record SequenceKey(String value) implements Comparable<SequenceKey> {

    public SequenceKey {
        Key.require(value);
    }

    @Override
    public int compareTo(SequenceKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
