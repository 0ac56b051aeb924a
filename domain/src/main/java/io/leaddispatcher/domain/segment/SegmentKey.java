package io.leaddispatcher.domain.segment;

import io.leaddispatcher.domain.document.Key;

/** The key of a segment, unique in its tenant. */
public record SegmentKey(String value) implements Comparable<SegmentKey> {

    public SegmentKey {
        Key.require(value);
    }

    @Override
    public int compareTo(SegmentKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
