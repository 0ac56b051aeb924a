package io.leaddispatcher.domain.estimate;

import java.util.Optional;

/**
 * How many of how many.
 *
 * @param of at least as many
 */
public record Proportion(long some, long of) {

    public Proportion {
        if (some < 0 || some > of) {
            throw new IllegalArgumentException(
                    "some (%d) must be between 0 and of (%d)".formatted(some, of));
        }
    }

    /** The rate and between what it lies, by Wilson. Empty of nothing. */
    public Optional<Interval> rate() {
        return of == 0
                ? Optional.empty()
                : Optional.of(Interval.ofRate((double) some / of, (double) of));
    }
}
