package io.leaddispatcher.domain.sla;

import static io.leaddispatcher.domain.document.Violation.Code.MALFORMED;
import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;
import static io.leaddispatcher.domain.document.Violation.Code.UNKNOWN_REFERENCE;

import io.leaddispatcher.domain.document.Part;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A step that is taken at a point of a running clock, unless its target is met before. */
public record Escalation(SlaTarget target, Point at, EscalationAction action) {

    private static final Pattern PERCENTAGE = Pattern.compile("([0-9]{1,4})%");

    private static final int MOST_PERCENT = 1000;

    /** Where on the clock, from its start. */
    public sealed interface Point {

        /**
         * How long a clock has run by then.
         *
         * @param allowed how long its target may take
         */
        Duration after(Duration allowed);

        /** As a policy says it. */
        String words();

        /**
         * A share of the target's duration.
         *
         * @param percent 1 to 1000; 100 is the target itself
         */
        record Share(int percent) implements Point {

            @Override
            public Duration after(Duration allowed) {
                return allowed.multipliedBy(percent).dividedBy(100);
            }

            @Override
            public String words() {
                return percent + "%";
            }
        }

        /** A time after the start. */
        record Offset(Duration elapsed) implements Point {

            @Override
            public Duration after(Duration allowed) {
                return elapsed;
            }

            @Override
            public String words() {
                return elapsed.toString();
            }
        }
    }

    /** Reads an element of {@code escalations}; {@code targets} are those of the policy. */
    static Optional<Escalation> read(Part document, Set<SlaTarget> targets) {
        if (!document.requireObject()) {
            return Optional.empty();
        }
        Optional<SlaTarget> target =
                document.requiredProperty("target").flatMap(part -> readTarget(part, targets));
        Optional<Point> at = document.requiredProperty("at").flatMap(Escalation::readPoint);
        Optional<EscalationAction> action =
                document.requiredProperty("do")
                        .flatMap(part -> part.asOneOf(EscalationAction.class));
        document.refuseUnknown();
        return target.flatMap(
                on -> at.flatMap(point -> action.map(step -> new Escalation(on, point, step))));
    }

    private static Optional<SlaTarget> readTarget(Part part, Set<SlaTarget> targets) {
        return part.asOneOf(SlaTarget.class)
                .filter(target -> {
                    boolean given = targets.contains(target);
                    if (!given) {
                        part.violation(UNKNOWN_REFERENCE, "'targets' has no %s".formatted(target));
                    }
                    return given;
                });
    }

    private static Optional<Point> readPoint(Part part) {
        if (!(part.value() instanceof String text) || !text.strip().endsWith("%")) {
            return SlaPolicy.span(part).map(Point.Offset::new);
        }
        Matcher matcher = PERCENTAGE.matcher(text.strip());
        if (!matcher.matches()) {
            part.violation(MALFORMED, "must be a percentage such as 50%, or a duration");
            return Optional.empty();
        }
        int percent = Integer.parseInt(matcher.group(1));
        if (percent < 1 || percent > MOST_PERCENT) {
            part.violation(OUT_OF_RANGE, "must be from 1%% to %d%%".formatted(MOST_PERCENT));
            return Optional.empty();
        }
        return Optional.of(new Point.Share(percent));
    }
}
