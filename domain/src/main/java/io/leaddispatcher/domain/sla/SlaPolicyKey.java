package io.leaddispatcher.domain.sla;

import io.leaddispatcher.domain.document.Key;

/** The key of an SLA policy, unique in its tenant. */
public record SlaPolicyKey(String value) implements Comparable<SlaPolicyKey> {

    public SlaPolicyKey {
        Key.require(value);
    }

    @Override
    public int compareTo(SlaPolicyKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
