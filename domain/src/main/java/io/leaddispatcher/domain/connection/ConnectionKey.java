package io.leaddispatcher.domain.connection;

import io.leaddispatcher.domain.document.Key;

/** The key of a connection, unique in its tenant. */
public record ConnectionKey(String value) implements Comparable<ConnectionKey> {

    public ConnectionKey {
        Key.require(value);
    }

    @Override
    public int compareTo(ConnectionKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
