package io.leaddispatcher.domain.experiment;

import io.leaddispatcher.domain.estimate.Compared;
import io.leaddispatcher.domain.estimate.Compared.Stratum;
import io.leaddispatcher.domain.estimate.Grouped;
import io.leaddispatcher.domain.estimate.Interval;
import io.leaddispatcher.domain.experiment.Verdict.Leaning;
import io.leaddispatcher.domain.phrase.Phrase;
import io.leaddispatcher.domain.policy.ExperimentKey;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the two sides of an experiment have done, over all versions that carried it.
 *
 * @param since when the first of them was published
 * @param spans sides are compared only within each
 */
public record ExperimentReport(ExperimentKey key, Instant since, List<Span> spans) {

    /** With fewer companies on a side nothing is said. */
    static final long ENOUGH_COMPANIES = 50;

    /** With fewer won on both sides together nothing is said. */
    static final long ENOUGH_WON = 10;

    public ExperimentReport {
        spans = List.copyOf(spans);
    }

    /** All of the control, whenever they came. */
    public SideTally control() {
        return side(Span::control);
    }

    /** All of the variant, whenever they came. */
    public SideTally variant() {
        return side(Span::variant);
    }

    private SideTally side(Function<Span, SideTally> side) {
        return spans.stream().map(side).reduce(SideTally.NONE, SideTally::plus);
    }

    /** How much higher a rate is on the variant's side. Empty where a side has no leads. */
    public Optional<Interval> difference(Function<SideTally, Grouped> rate) {
        return compared(rate).map(Compared::difference);
    }

    private Optional<Compared> compared(Function<SideTally, Grouped> rate) {
        return Compared.of(
                spans.stream()
                        .map(span ->
                                new Stratum(rate.apply(span.variant()), rate.apply(span.control())))
                        .toList());
    }

    /** What can be said of the share that was won. */
    public Verdict verdict() {
        SideTally control = control();
        SideTally variant = variant();
        long fewest = Math.min(control.companies(), variant.companies());
        if (fewest < ENOUGH_COMPANIES) {
            return Verdict.none(
                    Phrase.of(
                            "experiment.few-companies",
                            "Too little data: %s has had leads of %s companies, and it takes %s.",
                            variant.companies() == fewest
                                    ? Phrase.of("experiment.variant", "the variant")
                                    : Phrase.of("experiment.control", "the control"),
                            Phrase.plain(fewest),
                            Phrase.plain(ENOUGH_COMPANIES)));
        }
        long won = control.won().some() + variant.won().some();
        if (won < ENOUGH_WON) {
            return Verdict.none(
                    Phrase.of(
                            "experiment.few-won",
                            "Too little data: %s leads were won so far on both sides together, and it takes %s.",
                            Phrase.plain(won),
                            Phrase.plain(ENOUGH_WON)));
        }
        return compared(SideTally::won)
                .map(this::verdict)
                .orElseGet(() ->
                        Verdict.none(
                                Phrase.of(
                                        "experiment.apart",
                                        "Too little data: at no share have both sides had leads.")));
    }

    private Verdict verdict(Compared won) {
        Interval difference = won.difference();
        if (!difference.excludesZero()) {
            return Verdict.none(
                    Phrase.of(
                            "experiment.open",
                            "No difference can be told yet: of 100 leads the variant wins from %s fewer to %s more than the control.",
                            points(-difference.low()),
                            points(difference.high())));
        }
        Compared open = compared(SideTally::open).orElseThrow();
        if (mayTurn(difference, open.difference())) {
            return Verdict.none(
                    Phrase.of(
                            "experiment.early",
                            "Too early to tell: of 100 leads %s of the variant and %s of the control are still open, and these may turn it.",
                            points(open.one()),
                            points(open.other())));
        }
        return difference.low() > 0
                ? new Verdict(
                        Leaning.MORE,
                        Phrase.of(
                                "experiment.more",
                                "The variant wins more: %s of 100 leads against %s, which is between %s and %s more.",
                                points(won.one()),
                                points(won.other()),
                                points(difference.low()),
                                points(difference.high())))
                : new Verdict(
                        Leaning.LESS,
                        Phrase.of(
                                "experiment.less",
                                "The variant wins less: %s of 100 leads against %s, which is between %s and %s fewer.",
                                points(won.one()),
                                points(won.other()),
                                points(-difference.high()),
                                points(-difference.low())));
    }

    /**
     * Whether the side that is behind has surely more leads open, and would not be behind if it won
     * what it has more of them: the other one may only be done sooner.
     */
    private static boolean mayTurn(Interval won, Interval open) {
        if (!open.excludesZero()) {
            return false;
        }
        return won.low() > 0 ? won.low() <= -open.value() : -won.high() <= open.value();
    }

    private static Phrase points(double share) {
        return Phrase.plain(String.format(Locale.ROOT, "%.1f", share * 100));
    }
}
