package io.leaddispatcher.domain.policy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How urgent a lead is, the most urgent first. */
public enum Priority {
    URGENT,
    HIGH,
    STANDARD,
    LOW;

    /** The next more urgent one. Empty when there is none. */
    public Optional<Priority> higher() {
        return switch (this) {
            case URGENT -> Optional.empty();
            case HIGH -> Optional.of(URGENT);
            case STANDARD -> Optional.of(HIGH);
            case LOW -> Optional.of(STANDARD);
        };
    }

    /**
     * The more urgent of the two.
     *
     * @param other null: this one
     */
    public Priority orHigher(@Nullable Priority other) {
        return other != null && other.compareTo(this) < 0 ? other : this;
    }
}
