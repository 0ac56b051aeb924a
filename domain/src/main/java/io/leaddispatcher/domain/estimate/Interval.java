package io.leaddispatcher.domain.estimate;

/**
 * A figure and between what it lies with 95 % confidence.
 *
 * @param low at most the value
 * @param high at least the value
 */
public record Interval(double value, double low, double high) {

    /** How many standard errors 95 % of a normal distribution lie within. */
    static final double Z = 1.959964;

    public Interval {
        if (!(low <= value && value <= high)) {
            throw new IllegalArgumentException(
                    "value (%s) must be between low (%s) and high (%s)"
                            .formatted(value, low, high));
        }
    }

    /**
     * Of a rate that was seen among so many (E. B. Wilson, "Probable inference, the law of
     * succession, and statistical inference", Journal of the American Statistical Association 22,
     * 1927).
     *
     * @param rate from 0 to 1
     * @param among positive; a fraction where observations count differently
     */
    static Interval ofRate(double rate, double among) {
        double square = Z * Z / among;
        double middle = (rate + square / 2) / (1 + square);
        double reach =
                Z / (1 + square) * Math.sqrt(rate * (1 - rate) / among + square / (4 * among));
        return new Interval(
                rate, Math.clamp(middle - reach, 0, rate), Math.clamp(middle + reach, rate, 1));
    }

    /** The same, reaching further, as far as this kind of figure goes. */
    Interval widened(double down, double up, double least, double most) {
        return new Interval(
                value,
                Math.min(value, Math.max(least, low - down)),
                Math.max(value, Math.min(most, high + up)));
    }

    /** Whether all that is likely is above zero, or all below. */
    public boolean excludesZero() {
        return low > 0 || high < 0;
    }
}
