package io.leaddispatcher.domain.named;

import io.leaddispatcher.domain.document.Key;

/** The key of a named list, unique in its tenant. */
public record ListKey(String value) implements Comparable<ListKey> {

    public ListKey {
        Key.require(value);
    }

    @Override
    public int compareTo(ListKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
