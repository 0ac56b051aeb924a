package io.leaddispatcher.web.connection;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A setting or a secret of a connection, and how a form holds it as text. */
record ConnectionField(String name, Kind kind, boolean required) {

    static ConnectionField required(String name, Kind kind) {
        return new ConnectionField(name, kind, true);
    }

    static ConnectionField optional(String name, Kind kind) {
        return new ConnectionField(name, kind, false);
    }

    enum Kind {
        TEXT,
        ADDRESS,
        NUMBER,
        CHOICE,
        /** A list, one entry a line. */
        LINES,
        /** A map, {@code name = value} a line. */
        PAIRS,
        SECRET
    }

    boolean secret() {
        return kind == Kind.SECRET;
    }

    String pointer() {
        return (secret() ? "/secrets/" : "/settings/") + name;
    }

    /** What the form holds for a value of the document. */
    String toText(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case List<?> items ->
                    items.stream().map(String::valueOf).collect(Collectors.joining("\n"));
            case Map<?, ?> pairs ->
                    pairs.entrySet().stream()
                            .map(pair -> pair.getKey() + " = " + pair.getValue())
                            .collect(Collectors.joining("\n"));
            default -> value.toString();
        };
    }

    /**
     * What the document holds for the text of a form; null: nothing. Text that does not fit is kept
     * as text, for the application to refuse.
     */
    @Nullable Object toValue(String text) {
        var plain = text.strip();
        if (kind == Kind.CHOICE) {
            return !plain.isEmpty();
        }
        if (plain.isEmpty()) {
            return null;
        }
        return switch (kind) {
            case NUMBER -> plain.matches("-?[0-9]{1,9}") ? new BigDecimal(plain) : plain;
            case LINES -> plain.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
            case PAIRS -> pairs(plain);
            default -> plain;
        };
    }

    private static Object pairs(String text) {
        var pairs = new LinkedHashMap<String, Object>();
        for (String line : text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
            int sign = line.indexOf('=');
            if (sign < 1) {
                return text;
            }
            pairs.put(line.substring(0, sign).strip(), line.substring(sign + 1).strip());
        }
        return pairs;
    }
}
