package io.leaddispatcher.web.policy;

import io.leaddispatcher.domain.estimate.Grouped;
import io.leaddispatcher.domain.estimate.Interval;
import io.leaddispatcher.domain.experiment.ExperimentReport;
import io.leaddispatcher.domain.experiment.SideTally;
import io.leaddispatcher.domain.experiment.Verdict;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the two sides of an experiment have done.
 *
 * @param since when the first version with it was published; null when none was yet
 * @param verdict what can be said, in a sentence; null when none was published
 * @param tone of the verdict: {@code good}, {@code bad} or {@code calm}
 */
record ExperimentView(
        @Nullable When since,
        @Nullable String verdict,
        String tone,
        List<Side> sides,
        List<Rate> rates) {

    static final ExperimentView NOT_YET =
            new ExperimentView(null, null, "calm", List.of(), List.of());

    ExperimentView {
        sides = List.copyOf(sides);
        rates = List.copyOf(rates);
    }

    /**
     * How many leads went by a side, and how many of them came to whom.
     *
     * @param open of how many nobody has said yet how they ended
     */
    record Side(
            String name,
            String companies,
            String leads,
            String assigned,
            String open,
            String won) {}

    /**
     * One rate on both sides.
     *
     * @param difference by how much the variant's is higher; null where a side has no leads
     */
    record Rate(String name, List<Range> ranges, @Nullable String difference, String tone) {
        Rate {
            ranges = List.copyOf(ranges);
        }
    }

    static ExperimentView of(ExperimentReport report, Words words) {
        Verdict verdict = report.verdict();
        return new ExperimentView(
                words.when(report.since()),
                words.phrase(verdict.said()),
                tone(verdict.leaning()),
                List.of(
                        side("control", report.control(), words),
                        side("variant", report.variant(), words)),
                List.of(
                        rate("meetings", SideTally::meetings, report, words),
                        rate("opportunities", SideTally::opportunities, report, words),
                        rate("won", SideTally::won, report, words)));
    }

    private static Side side(String which, SideTally tally, Words words) {
        return new Side(
                words.say("policy.side." + which),
                words.number(tally.companies()),
                words.number(tally.leads()),
                words.number(tally.assigned()),
                words.number(tally.open().some()),
                words.number(tally.won().some()));
    }

    private static Rate rate(
            String name, Function<SideTally, Grouped> rate, ExperimentReport report, Words words) {
        var called = words.say("policy.experiment." + name);
        var control = rate.apply(report.control()).rate();
        var variant = rate.apply(report.variant()).rate();
        var difference = report.difference(rate);
        if (control.isEmpty() || variant.isEmpty() || difference.isEmpty()) {
            return new Rate(called, List.of(), null, "calm");
        }
        double scale = Range.scale(control.get(), variant.get());
        return new Rate(
                called,
                List.of(
                        Range.of(words.say("policy.side.control"), control.get(), scale, words),
                        Range.of(words.say("policy.side.variant"), variant.get(), scale, words)),
                words.say("policy.experiment.difference", Range.points(difference.get(), words)),
                tone(difference.get()));
    }

    private static String tone(Verdict.Leaning leaning) {
        return switch (leaning) {
            case NONE -> "calm";
            case MORE -> "good";
            case LESS -> "bad";
        };
    }

    private static String tone(Interval difference) {
        return EstimateView.tone(difference);
    }
}
