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

    /**
     * How much higher this rate is than the other one, by the square-and-add method of R. G.
     * Newcombe, "Interval estimation for the difference between independent proportions",
     * Statistics in Medicine 17, 1998 (his method 10). Empty where one of them is of nothing.
     */
    public Optional<Interval> minus(Proportion other) {
        return rate().flatMap(mine -> other.rate().map(theirs -> difference(mine, theirs)));
    }

    private static Interval difference(Interval mine, Interval theirs) {
        double value = mine.value() - theirs.value();
        return new Interval(
                value,
                value - Math.hypot(mine.value() - mine.low(), theirs.high() - theirs.value()),
                value + Math.hypot(mine.high() - mine.value(), theirs.value() - theirs.low()));
    }
}
