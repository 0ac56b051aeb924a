package io.leaddispatcher.domain.experiment;

import io.leaddispatcher.domain.estimate.Interval;
import io.leaddispatcher.domain.estimate.Proportion;
import io.leaddispatcher.domain.policy.ExperimentKey;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the two sides of an experiment have done, over all versions that carried it.
 *
 * @param since when the first of them was published
 */
public record ExperimentReport(
        ExperimentKey key, Instant since, SideTally control, SideTally variant) {

    /** With fewer leads on a side nothing is said. */
    static final long ENOUGH_LEADS = 50;

    /** With fewer won on both sides together nothing is said. */
    static final long ENOUGH_WON = 10;

    /** How much higher a rate is on the variant's side. Empty where a side has no leads. */
    public Optional<Interval> difference(Function<SideTally, Proportion> rate) {
        return rate.apply(variant).minus(rate.apply(control));
    }

    /** What can be said of the share that was won, in a sentence. */
    public String verdict() {
        long fewest = Math.min(control.leads(), variant.leads());
        if (fewest < ENOUGH_LEADS) {
            return "Too little data: %s has had %d leads, and it takes %d."
                    .formatted(
                            variant.leads() == fewest ? "the variant" : "the control",
                            fewest,
                            ENOUGH_LEADS);
        }
        long won = control.won() + variant.won();
        if (won < ENOUGH_WON) {
            return "Too little data: %d leads were won so far on both sides together, and it takes %d."
                    .formatted(won, ENOUGH_WON);
        }
        Interval difference = difference(SideTally::wonRate).orElseThrow();
        if (!difference.excludesZero()) {
            return "No difference can be told yet: of 100 leads the variant wins from %s fewer to %s more than the control."
                    .formatted(points(-difference.low()), points(difference.high()));
        }
        boolean more = difference.low() > 0;
        return "The variant wins %s: %s of 100 leads against %s, which is between %s and %s %s."
                .formatted(
                        more ? "more" : "less",
                        points(rate(variant)),
                        points(rate(control)),
                        points(more ? difference.low() : -difference.high()),
                        points(more ? difference.high() : -difference.low()),
                        more ? "more" : "fewer");
    }

    private static double rate(SideTally side) {
        return (double) side.won() / side.leads();
    }

    private static String points(double share) {
        return String.format(Locale.ROOT, "%.1f", share * 100);
    }
}
