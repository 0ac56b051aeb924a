package io.leaddispatcher.domain.pool;

import io.leaddispatcher.domain.document.Key;

/** The key of a pool, unique in its tenant. */
public record PoolKey(String value) implements Comparable<PoolKey> {

    public PoolKey {
        Key.require(value);
    }

    @Override
    public int compareTo(PoolKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
