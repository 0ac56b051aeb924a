package io.leaddispatcher.domain.policy;

import java.util.Map;
import java.util.Optional;

/** On which side of an experiment a lead is. */
public record ExperimentSide(ExperimentKey experiment, Side side) {

    public enum Side {
        /** Goes by the policy's own tiers. */
        CONTROL,
        /** Goes by the experiment's tiers. */
        VARIANT
    }

    /** As traces tell it. */
    public Map<String, Object> toDocument() {
        return Map.of("key", experiment.value(), "side", side.name());
    }

    /** What {@link #toDocument} wrote. Empty when it is none. */
    public static Optional<ExperimentSide> ofDocument(Map<?, ?> document) {
        return document.get("key") instanceof String key
                        && document.get("side") instanceof String side
                ? Optional.of(new ExperimentSide(new ExperimentKey(key), Side.valueOf(side)))
                : Optional.empty();
    }
}
