package io.leaddispatcher.domain.roster;

import io.leaddispatcher.domain.document.Key;

/** The key of a team, unique in its tenant. */
public record TeamKey(String value) implements Comparable<TeamKey> {

    public TeamKey {
        Key.require(value);
    }

    @Override
    public int compareTo(TeamKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
