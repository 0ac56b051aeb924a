package io.leaddispatcher.web.setup;

import io.leaddispatcher.domain.sla.SlaTarget;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Words;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An SLA policy as lines of time: what is done when, target by target. */
record ClockLines(List<Line> lines) {

    private static final double WHOLE = 100;

    /** What the end of the picture is, where nothing happens after the target. */
    private static final double ROOM = 1.15;

    /**
     * One target.
     *
     * @param due where the target stands on the line, in percent
     * @param allowed how long it may take
     */
    record Line(String name, String allowed, String due, List<Mark> marks) {}

    /**
     * A step.
     *
     * @param at where it stands on the line, in percent
     * @param when such as {@code 50 % (15 min)}
     * @param late whether it comes with the target or after it
     */
    record Mark(String at, String when, String what, boolean late) {}

    private record Step(Duration after, String when, String what) {}

    ClockLines {
        lines = List.copyOf(lines);
    }

    /** Targets and steps that do not make sense yet are left out. */
    static ClockLines of(Map<String, ?> document, Words words) {
        var tree = new Tree(document);
        var lines = new ArrayList<Line>();
        for (SlaTarget target : SlaTarget.values()) {
            var allowed = duration(tree.tree("targets").text(target.name()));
            if (allowed != null) {
                lines.add(line(target, allowed, tree.trees("escalations"), words));
            }
        }
        return new ClockLines(lines);
    }

    /** Half of five minutes is not two of them. */
    private static String exact(Duration time, Words words) {
        return time.toMinutes() == 0 || time.toSecondsPart() == 0
                ? words.duration(time)
                : "%s %d s".formatted(words.duration(time), time.toSecondsPart());
    }

    private static Line line(
            SlaTarget target, Duration allowed, List<Tree> escalations, Words words) {
        var steps = new ArrayList<Step>();
        for (Tree escalation : escalations) {
            var at = escalation.text("at", "");
            var after = after(at, allowed);
            if (target.name().equals(escalation.text("target")) && after != null) {
                steps.add(
                        new Step(
                                after,
                                at.endsWith("%")
                                        ? "%s (%s)".formatted(at, exact(after, words))
                                        : exact(after, words),
                                words.name("setup.do", escalation.text("do"))));
            }
        }
        steps.sort(Comparator.comparing(Step::after));
        var longest = steps.isEmpty() ? allowed : steps.getLast().after();
        double whole = Math.max(allowed.toMillis(), longest.toMillis()) * ROOM;
        return new Line(
                words.name("setup.target", target.name()),
                exact(allowed, words),
                percent(allowed, whole),
                steps.stream()
                        .map(step ->
                                new Mark(
                                        percent(step.after(), whole),
                                        step.when(),
                                        step.what(),
                                        step.after().compareTo(allowed) >= 0))
                        .toList());
    }

    private static @Nullable Duration after(String at, Duration allowed) {
        if (!at.strip().endsWith("%")) {
            return duration(at);
        }
        var digits = at.strip().replace("%", "");
        return digits.matches("[0-9]{1,4}")
                ? allowed.multipliedBy(Integer.parseInt(digits)).dividedBy((long) WHOLE)
                : null;
    }

    private static @Nullable Duration duration(@Nullable String text) {
        try {
            var found = text == null ? null : Duration.parse(text);
            return found == null || found.isNegative() || found.isZero() ? null : found;
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static String percent(Duration part, double wholeMillis) {
        return String.format(Locale.ROOT, "%.1f%%", WHOLE * part.toMillis() / wholeMillis);
    }
}
