package io.leaddispatcher.domain.estimate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How much higher one rate is than another, where both were seen in several strata and are compared
 * only within each: else one that has more of its cases in a stratum of low rates looks low (E. H.
 * Simpson, "The interpretation of interaction in contingency tables", Journal of the Royal
 * Statistical Society B 13, 1951).
 *
 * <p>Strata weigh as N. Mantel and W. Haenszel have them ("Statistical aspects of the analysis of
 * data from retrospective studies of disease", Journal of the National Cancer Institute 22, 1959),
 * which is little where one side has little. The interval adds the squares of how far Wilson's
 * reach: G. Y. Zou, W. Huang and X. Zhang, "A note on confidence interval estimation for a linear
 * function of binomial proportions", Computational Statistics and Data Analysis 53, 2009. Of one
 * stratum that is method 10 of R. G. Newcombe, "Interval estimation for the difference between
 * independent proportions", Statistics in Medicine 17, 1998.
 *
 * @param one the rate of the one, by the weights of the strata
 * @param other likewise
 * @param difference by how much the one is higher
 */
public record Compared(double one, double other, Interval difference) {

    /** Both in one stratum. */
    public record Stratum(Grouped one, Grouped other) {

        /** Nothing where only one of both was seen. */
        private double weight() {
            double both = (double) one.of() + other.of();
            return both == 0 ? 0 : one.of() * (other.of() / both);
        }
    }

    /** Empty where no stratum has both. */
    public static Optional<Compared> of(List<Stratum> strata) {
        double weights = strata.stream().mapToDouble(Stratum::weight).sum();
        if (weights == 0) {
            return Optional.empty();
        }
        double one = 0;
        double other = 0;
        double down = 0;
        double up = 0;
        for (Stratum stratum : bothSeen(strata).toList()) {
            double weight = stratum.weight() / weights;
            Interval mine = stratum.one().rate().orElseThrow();
            Interval theirs = stratum.other().rate().orElseThrow();
            one += weight * mine.value();
            other += weight * theirs.value();
            down +=
                    square(weight * (mine.value() - mine.low()))
                            + square(weight * (theirs.high() - theirs.value()));
            up +=
                    square(weight * (mine.high() - mine.value()))
                            + square(weight * (theirs.value() - theirs.low()));
        }
        double value = one - other;
        return Optional.of(
                new Compared(
                        one,
                        other,
                        new Interval(value, value - Math.sqrt(down), value + Math.sqrt(up))));
    }

    private static Stream<Stratum> bothSeen(List<Stratum> strata) {
        return strata.stream().filter(stratum -> stratum.weight() > 0);
    }

    private static double square(double number) {
        return number * number;
    }
}
