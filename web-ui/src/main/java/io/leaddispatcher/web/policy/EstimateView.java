package io.leaddispatcher.web.policy;

import io.leaddispatcher.application.simulation.DraftEstimates;
import io.leaddispatcher.domain.estimate.Estimate;
import io.leaddispatcher.domain.estimate.Interval;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a draft would have earned of one rate, or why that cannot be said.
 *
 * @param missing why nothing is said; null when something is
 * @param verdict what the figures say, in a sentence; null when nothing is said
 * @param tone of the verdict: {@code good}, {@code bad} or {@code calm}
 * @param ranges the draft, and what ran
 * @param basis from how many leads it was reckoned, in words
 */
record EstimateView(
        String name,
        @Nullable String missing,
        @Nullable String verdict,
        String tone,
        List<Range> ranges,
        @Nullable String basis) {

    EstimateView {
        ranges = List.copyOf(ranges);
    }

    static List<EstimateView> of(@Nullable DraftEstimates estimates, Words words) {
        return estimates == null
                ? List.of()
                : List.of(
                        of("opportunities", estimates.opportunities(), words),
                        of("wins", estimates.wins(), words));
    }

    private static EstimateView of(String rate, Estimate estimate, Words words) {
        var name = words.say("policy.estimate." + rate);
        return switch (estimate) {
            case Estimate.TooLittleData(var said) ->
                    new EstimateView(name, words.phrase(said), null, "calm", List.of(), null);
            case Estimate.Estimated estimated -> of(name, estimated, words);
        };
    }

    private static EstimateView of(String name, Estimate.Estimated estimated, Words words) {
        double scale = Range.scale(estimated.rate(), estimated.ran());
        return new EstimateView(
                name,
                null,
                verdict(estimated.change(), words),
                tone(estimated.change()),
                List.of(
                        Range.of(
                                words.say("policy.estimate.draft"), estimated.rate(), scale, words),
                        Range.of(words.say("policy.estimate.ran"), estimated.ran(), scale, words)),
                words.say(
                        "policy.estimate.basis",
                        words.number(estimated.leads()),
                        words.number(Math.round(estimated.effectiveLeads())),
                        words.percent(estimated.covered())));
    }

    static String tone(Interval change) {
        if (!change.excludesZero()) {
            return "calm";
        }
        return change.value() > 0 ? "good" : "bad";
    }

    private static String verdict(Interval change, Words words) {
        var key = !change.excludesZero() ? "open" : change.value() > 0 ? "more" : "less";
        return words.say("policy.estimate." + key, Range.points(change, words));
    }
}
