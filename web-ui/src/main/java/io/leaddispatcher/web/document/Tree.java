package io.leaddispatcher.web.document;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document to be shown. What is absent, or is not what was asked for, is null or empty: a page
 * shows what there is.
 */
public record Tree(Map<?, ?> members) {

    public static Tree of(@Nullable Object value) {
        return new Tree(value instanceof Map<?, ?> map ? map : Map.of());
    }

    public @Nullable Object get(String name) {
        return members.get(name);
    }

    public boolean has(String name) {
        return members.get(name) != null;
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }

    /** A number or a truth value as its text, too. */
    public @Nullable String text(String name) {
        return switch (members.get(name)) {
            case null -> null;
            case Map<?, ?> _ -> null;
            case List<?> _ -> null;
            case Object value -> value.toString().isBlank() ? null : value.toString();
        };
    }

    public String text(String name, String otherwise) {
        var text = text(name);
        return text == null ? otherwise : text;
    }

    public boolean is(String name) {
        return Boolean.TRUE.equals(members.get(name));
    }

    public long number(String name) {
        return members.get(name) instanceof Number number ? number.longValue() : 0;
    }

    public Tree tree(String name) {
        return of(members.get(name));
    }

    public List<Tree> trees(String name) {
        return items(name).stream().map(Tree::of).toList();
    }

    public List<?> items(String name) {
        return members.get(name) instanceof List<?> list ? list : List.of();
    }

    public @Nullable Instant instant(String name) {
        return switch (members.get(name)) {
            case Instant at -> at;
            case CharSequence text -> parsed(text);
            case null, default -> null;
        };
    }

    private static @Nullable Instant parsed(CharSequence text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException _) {
            return null;
        }
    }
}
