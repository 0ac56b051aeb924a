package io.leaddispatcher.domain.estimate;

import java.util.Optional;

/**
 * How many of how many, where they come in groups and those of one group are alike: leads of
 * companies. Only sums of the groups, which a database can add up.
 *
 * <p>Where ten leads of one company are won together, they say hardly more than one. So they count
 * as so many independent ones as would have the same standard error: J. N. K. Rao and A. J. Scott,
 * "A simple method for the analysis of clustered binary data", Biometrics 48, 1992. The error is
 * that of a ratio of two sums over groups (W. G. Cochran, "Sampling Techniques", 3rd edition, 1977,
 * on proportions from clusters). Where few large groups have most of it, that error is itself not
 * known well: as many groups of equal size are what Student's distribution is asked for (A. V.
 * Carter, K. T. Schnepel and D. G. Steigerwald, "Asymptotic behavior of a t-test robust to cluster
 * heterogeneity", The Review of Economics and Statistics 99, 2017). Never more than there are.
 *
 * @param groups how many groups there are
 * @param some at most {@code of}
 * @param of how many there are in all groups
 * @param someSquared the squares of what each group has of {@code some}, added up
 * @param ofSquared the squares of the sizes of the groups, added up
 * @param someTimesOf what each group has of {@code some} times its size, added up
 */
public record Grouped(
        long groups, long some, long of, long someSquared, long ofSquared, long someTimesOf) {

    public static final Grouped NONE = new Grouped(0, 0, 0, 0, 0, 0);

    public Grouped {
        if (some < 0 || some > of) {
            throw new IllegalArgumentException(
                    "some (%d) must be between 0 and of (%d)".formatted(some, of));
        }
    }

    /** Together with other groups. */
    public Grouped plus(Grouped other) {
        return new Grouped(
                groups + other.groups,
                some + other.some,
                of + other.of,
                someSquared + other.someSquared,
                ofSquared + other.ofSquared,
                someTimesOf + other.someTimesOf);
    }

    /** The rate and between what it lies. Empty of nothing. */
    public Optional<Interval> rate() {
        return of == 0
                ? Optional.empty()
                : Optional.of(Interval.ofRate((double) some / of, independent()));
    }

    /** So many independent ones would say as much. Of something. */
    double independent() {
        if (ofSquared == of) {
            return of;
        }
        if (some == 0 || some == of) {
            // Nothing tells whether those of a group are alike: as if they were the same one (L.
            // Kish, "Survey Sampling", 1965).
            return (double) of * of / ofSquared;
        }
        if (groups == 1) {
            return 1;
        }
        double rate = (double) some / of;
        double residues = someSquared - 2 * rate * someTimesOf + rate * rate * ofSquared;
        double freedom = (double) of * of / ofSquared - 1;
        double ofGroups =
                Math.max(0, residues)
                        * (1 + 1 / freedom)
                        * Math.pow(1 + (Interval.Z * Interval.Z + 1) / (4 * freedom), 2);
        return Math.clamp((double) of * of * rate * (1 - rate) / ofGroups, 1, (double) of);
    }
}
