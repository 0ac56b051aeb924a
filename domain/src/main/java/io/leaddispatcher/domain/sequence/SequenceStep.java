package io.leaddispatcher.domain.sequence;

import static io.leaddispatcher.domain.document.Violation.Code.CONFLICT;
import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;
import static io.leaddispatcher.domain.document.Violation.Code.REQUIRED;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.outreach.TemplateKey;
import io.leaddispatcher.domain.policy.NextAction;
import io.leaddispatcher.domain.sla.SlaTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A step of a sequence.
 *
 * @param after how long after the step before it, or after the start
 * @param time in which that is counted: around the clock, or in the working hours of whoever has
 *     the lead
 */
public record SequenceStep(Duration after, SlaTime time, Action action) {

    private static final Duration LONGEST = Duration.ofDays(366);

    /** What is done at a step. */
    public sealed interface Action {

        /** The lead is written to. */
        record Email(TemplateKey template) implements Action {}

        /** Whoever has the lead is to do something. */
        record Task(NextAction what) implements Action {}
    }

    static Optional<SequenceStep> read(Part part, Predicate<TemplateKey> known) {
        if (!part.requireObject()) {
            return Optional.empty();
        }
        Duration after = span(part, "after");
        SlaTime time = part.oneOf("time", SlaTime.class).orElse(SlaTime.CALENDAR);
        Optional<Part> email = part.property("email");
        Optional<Part> task = part.property("task");
        Optional<Part> dueIn = part.property("dueIn");
        if (email.isPresent() == task.isPresent()) {
            part.violation(
                    email.isPresent() ? CONFLICT : REQUIRED,
                    "must have exactly one of 'email' and 'task'");
        }
        if (dueIn.isPresent() && task.isEmpty()) {
            dueIn.get().violation(CONFLICT, "belongs to a 'task'");
        }
        Optional<Action> action =
                email.flatMap(each -> TemplateKey.reference(each, known))
                        .<Action>map(Action.Email::new)
                        .or(() ->
                                task.flatMap(each -> each.asOneOf(NextAction.Task.class))
                                        .map(what ->
                                                new Action.Task(
                                                        new NextAction(
                                                                what, span(part, "dueIn")))));
        part.refuseUnknown();
        return action.map(what -> new SequenceStep(after, time, what));
    }

    /** None when it is left out; a year at most. */
    private static Duration span(Part object, String name) {
        return object.property(name)
                .flatMap(part ->
                        part.asDuration(Duration.ZERO)
                                .filter(span -> {
                                    boolean fits = span.compareTo(LONGEST) <= 0;
                                    if (!fits) {
                                        part.violation(
                                                OUT_OF_RANGE, "must be at most a year (PT8784H)");
                                    }
                                    return fits;
                                }))
                .orElse(Duration.ZERO);
    }

    /** As {@link #read} reads it. */
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("after", after.toString());
        document.put("time", time.name());
        switch (action) {
            case Action.Email(var template) -> document.put("email", template.value());
            case Action.Task(var what) -> {
                document.put("task", what.task().name());
                document.put("dueIn", what.dueIn().toString());
            }
        }
        return document;
    }
}
