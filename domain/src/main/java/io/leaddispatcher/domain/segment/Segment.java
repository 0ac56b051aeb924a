package io.leaddispatcher.domain.segment;

import io.leaddispatcher.domain.document.Part;
import java.util.Optional;
import java.util.function.Function;

/**
 * A band of value or size with a name: all leads for which a condition holds.
 *
 * @param <C> what conditions are; they belong to routing policies
 */
public record Segment<C>(SegmentKey key, String name, C when) {

    /**
     * Empty, with violations, when the document says too little.
     *
     * @param conditions reads a condition; empty, with violations, when it is none
     * @param always the condition of a segment without {@code when}
     */
    public static <C> Optional<Segment<C>> read(
            SegmentKey key, Part document, Function<Part, Optional<C>> conditions, C always) {
        if (!document.requireObject()) {
            return Optional.empty();
        }
        document.ignore("key");
        Optional<String> name = document.requiredText("name");
        Optional<Part> sent = document.property("when");
        Optional<C> when = sent.isPresent() ? sent.flatMap(conditions) : Optional.of(always);
        document.refuseUnknown();
        return name.flatMap(text -> when.map(condition -> new Segment<>(key, text, condition)));
    }
}
