package io.leaddispatcher.domain.policy;

import io.leaddispatcher.domain.document.Key;

/** The key of an experiment: by it, leads are counted over all versions that carry it. */
public record ExperimentKey(String value) {

    public ExperimentKey {
        Key.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
