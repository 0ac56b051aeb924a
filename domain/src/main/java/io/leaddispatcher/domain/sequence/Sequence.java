package io.leaddispatcher.domain.sequence;

import static io.leaddispatcher.domain.document.Violation.Code.CONFLICT;
import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;
import static io.leaddispatcher.domain.document.Violation.Code.REQUIRED;

import com.google.common.collect.Sets;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.outreach.SequenceKey;
import io.leaddispatcher.domain.outreach.TemplateKey;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is done about a lead, step by step, once it is somebody's.
 *
 * @param steps in order; at least one
 * @param stopOn without {@code OWNER_CHANGE} it goes on with whoever has the lead next
 */
public record Sequence(SequenceKey key, String name, List<SequenceStep> steps, Set<StopOn> stopOn) {

    private static final int MOST_STEPS = 20;

    /** What becomes of it when the lead is somebody else's. */
    private enum OnOwnerChange {
        STOP,
        MOVE
    }

    public Sequence {
        steps = List.copyOf(steps);
        stopOn = Sets.immutableEnumSet(stopOn);
    }

    /**
     * Reads the body of {@code /sequences/{key}}. Empty when the violations leave no sequence to
     * speak of.
     *
     * @param known whether there is a template of this key
     */
    public static Optional<Sequence> read(
            SequenceKey key, Part document, Predicate<TemplateKey> known) {
        if (!document.requireObject()) {
            return Optional.empty();
        }
        Optional<String> name = document.requiredText("name");
        Optional<Part> sent = document.requiredProperty("steps");
        List<SequenceStep> steps =
                sent.map(Part::items).orElse(List.of()).stream()
                        .flatMap(item -> SequenceStep.read(item, known).stream())
                        .toList();
        sent.filter(part -> part.value() instanceof List<?> list && list.isEmpty())
                .ifPresent(part -> part.violation(REQUIRED, "must have at least one step"));
        if (steps.size() > MOST_STEPS) {
            sent.ifPresent(part ->
                    part.violation(
                            OUT_OF_RANGE, "must have at most %d steps".formatted(MOST_STEPS)));
        }
        Set<StopOn> stopOn = stopOn(document);
        document.ignore("key", "load");
        document.refuseUnknown();
        return name.filter(_ -> !steps.isEmpty())
                .map(text -> new Sequence(key, text, steps, stopOn));
    }

    /** Two ways to say the same of another owner, which must not contradict each other. */
    private static Set<StopOn> stopOn(Part document) {
        Optional<Part> sent = document.property("stopOn");
        Set<StopOn> reasons = EnumSet.noneOf(StopOn.class);
        sent.ifPresentOrElse(
                part ->
                        part.items()
                                .forEach(
                                        item -> item.asOneOf(StopOn.class).ifPresent(reasons::add)),
                () -> reasons.addAll(List.of(StopOn.REPLY, StopOn.OUTCOME)));
        Optional<OnOwnerChange> asked = document.oneOf("onOwnerChange", OnOwnerChange.class);
        if (asked.equals(Optional.of(OnOwnerChange.MOVE))) {
            if (reasons.contains(StopOn.OWNER_CHANGE)) {
                document.property("onOwnerChange")
                        .ifPresent(part ->
                                part.violation(
                                        CONFLICT, "'stopOn' says that it stops at OWNER_CHANGE"));
            }
        } else {
            reasons.add(StopOn.OWNER_CHANGE);
        }
        return reasons;
    }

    /** As {@link #read} reads it. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", name);
        document.put("steps", steps.stream().map(SequenceStep::document).toList());
        document.put("stopOn", stopOn.stream().map(StopOn::name).toList());
        document.put(
                "onOwnerChange",
                (stopOn.contains(StopOn.OWNER_CHANGE) ? OnOwnerChange.STOP : OnOwnerChange.MOVE)
                        .name());
        return document;
    }
}
