package io.leaddispatcher.web.policy;

import io.leaddispatcher.domain.estimate.Interval;
import io.leaddispatcher.web.layout.Words;

/**
 * A rate with the ends between which it lies, as words and as a line to draw.
 *
 * @param text {@code 24.1 % (21.0 % to 27.5 %)}
 * @param from where the line begins, in percent of the drawing's width
 * @param width of the line, likewise
 * @param at where the rate itself stands, likewise
 */
record Range(String name, String text, double from, double width, double at) {

    private static final double HUNDRED = 100;

    /**
     * @param most what the whole width stands for; positive
     */
    static Range of(String name, Interval interval, double most, Words words) {
        double from = HUNDRED * interval.low() / most;
        return new Range(
                name,
                words.say(
                        "policy.range",
                        words.percent(interval.value()),
                        words.percent(interval.low()),
                        words.percent(interval.high())),
                rounded(from),
                rounded(Math.max(1, HUNDRED * interval.high() / most - from)),
                rounded(HUNDRED * interval.value() / most));
    }

    /** So that the largest of some ranges nearly fills the drawing. */
    static double scale(Interval... shown) {
        double most = 0.01;
        for (Interval each : shown) {
            most = Math.max(most, each.high());
        }
        return most * 1.05;
    }

    /** By how many of a hundred one rate is higher than another: {@code +2.1 (−0.5 to +4.7)}. */
    static String points(Interval change, Words words) {
        return words.say(
                "policy.range",
                words.points(change.value()),
                words.points(change.low()),
                words.points(change.high()));
    }

    private static double rounded(double percent) {
        return Math.round(percent * 10) / 10.0;
    }
}
