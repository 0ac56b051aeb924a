package io.leaddispatcher.domain.experiment;

import io.leaddispatcher.domain.estimate.Interval;
import io.leaddispatcher.domain.estimate.Proportion;
import io.leaddispatcher.domain.phrase.Phrase;
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

    /** What can be said of the share that was won, in an English sentence. */
    public String verdict() {
        return said().english();
    }

    /** What can be said of the share that was won. */
    public Phrase said() {
        long fewest = Math.min(control.leads(), variant.leads());
        if (fewest < ENOUGH_LEADS) {
            return Phrase.of(
                    "experiment.few-leads",
                    "Too little data: %s has had %s leads, and it takes %s.",
                    variant.leads() == fewest
                            ? Phrase.of("experiment.variant", "the variant")
                            : Phrase.of("experiment.control", "the control"),
                    Phrase.plain(fewest),
                    Phrase.plain(ENOUGH_LEADS));
        }
        long won = control.won() + variant.won();
        if (won < ENOUGH_WON) {
            return Phrase.of(
                    "experiment.few-won",
                    "Too little data: %s leads were won so far on both sides together, and it takes %s.",
                    Phrase.plain(won),
                    Phrase.plain(ENOUGH_WON));
        }
        Interval difference = difference(SideTally::wonRate).orElseThrow();
        if (!difference.excludesZero()) {
            return Phrase.of(
                    "experiment.open",
                    "No difference can be told yet: of 100 leads the variant wins from %s fewer to %s more than the control.",
                    points(-difference.low()),
                    points(difference.high()));
        }
        return difference.low() > 0
                ? Phrase.of(
                        "experiment.more",
                        "The variant wins more: %s of 100 leads against %s, which is between %s and %s more.",
                        points(rate(variant)),
                        points(rate(control)),
                        points(difference.low()),
                        points(difference.high()))
                : Phrase.of(
                        "experiment.less",
                        "The variant wins less: %s of 100 leads against %s, which is between %s and %s fewer.",
                        points(rate(variant)),
                        points(rate(control)),
                        points(-difference.high()),
                        points(-difference.low()));
    }

    private static double rate(SideTally side) {
        return (double) side.won() / side.leads();
    }

    private static Phrase points(double share) {
        return Phrase.plain(String.format(Locale.ROOT, "%.1f", share * 100));
    }
}
