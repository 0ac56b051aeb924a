package io.leaddispatcher.domain.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * On which side of an experiment a lead is.
 *
 * @param company a number that leads of its company share; two companies may have one by chance.
 *     Null where it is not known, as of old
 */
public record ExperimentSide(ExperimentKey experiment, Side side, @Nullable Integer company) {

    private static final String COMPANY = "company";

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

    /** All of it, as it is kept. */
    public Map<String, Object> toKept() {
        Map<String, Object> kept = new LinkedHashMap<>(toDocument());
        if (company != null) {
            kept.put(COMPANY, company);
        }
        return kept;
    }

    /** What {@link #toDocument} or {@link #toKept} wrote. Empty when it is none. */
    public static Optional<ExperimentSide> ofDocument(Map<?, ?> document) {
        return document.get("key") instanceof String key
                        && document.get("side") instanceof String side
                ? Optional.of(
                        new ExperimentSide(
                                new ExperimentKey(key),
                                Side.valueOf(side),
                                document.get(COMPANY) instanceof Number company
                                        ? company.intValue()
                                        : null))
                : Optional.empty();
    }
}
