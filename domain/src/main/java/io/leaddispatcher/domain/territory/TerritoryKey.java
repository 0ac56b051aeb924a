package io.leaddispatcher.domain.territory;

import io.leaddispatcher.domain.document.Key;

/** The key of a territory, unique in its tenant. */
public record TerritoryKey(String value) implements Comparable<TerritoryKey> {

    public TerritoryKey {
        Key.require(value);
    }

    @Override
    public int compareTo(TerritoryKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
