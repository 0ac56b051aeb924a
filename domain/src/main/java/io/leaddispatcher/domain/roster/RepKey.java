package io.leaddispatcher.domain.roster;

import io.leaddispatcher.domain.document.Key;

/** The key of a rep, unique in its tenant. */
public record RepKey(String value) implements Comparable<RepKey> {

    public RepKey {
        Key.require(value);
    }

    @Override
    public int compareTo(RepKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
