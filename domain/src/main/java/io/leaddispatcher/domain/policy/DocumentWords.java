package io.leaddispatcher.domain.policy;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A part of a policy's document as people read it: a condition as a sentence, the rest plainly. */
public final class DocumentWords {

    private DocumentWords() {}

    public static String of(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map when map.get("all") instanceof Collection<?> parts ->
                    joined(parts, " and ");
            case Map<?, ?> map when map.get("any") instanceof Collection<?> parts ->
                    joined(parts, " or ");
            case Map<?, ?> map when map.get("not") != null -> "not " + of(map.get("not"));
            case Map<?, ?> map when map.get("field") != null && map.get("op") != null -> leaf(map);
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .map(entry -> "%s %s".formatted(entry.getKey(), of(entry.getValue())))
                            .collect(Collectors.joining(", "))
                            .strip();
            case Collection<?> list ->
                    list.stream()
                            .map(DocumentWords::of)
                            .collect(Collectors.joining(", ", "[", "]"));
            case null, default -> Objects.toString(value);
        };
    }

    private static String leaf(Map<?, ?> leaf) {
        String question = "%s %s".formatted(leaf.get("field"), leaf.get("op"));
        Object value = leaf.get("value");
        return value == null ? question : question + " " + of(value);
    }

    private static String joined(Collection<?> parts, String between) {
        return parts.stream().map(DocumentWords::of).collect(Collectors.joining(between, "(", ")"));
    }
}
