package io.leaddispatcher.adapter.rest.hook;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** What a visitor filled in: names, each with its values in the order sent. */
final class FormFields {

    /** Values that a form may have. */
    static final int MOST = 500;

    // The lead body is two objects deep, and its names are short.
    private static final int DEEPEST = 4;
    private static final int LONGEST_PATH = 200;

    private final Map<String, List<Object>> values = new LinkedHashMap<>();
    private int count;

    /** Blank text is a field left empty. */
    void add(String name, Object value) {
        if (!(value instanceof String text && text.isBlank())) {
            count++;
            if (count > MOST) {
                throw refused("a form has at most %d fields".formatted(MOST));
            }
            values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
        }
    }

    /**
     * A JSON form: objects inside become dotted names, so both spellings mean the same. Fails with
     * 400 when there are too many of them, or one is too long or too deep: each value would repeat
     * the names of all objects around it.
     */
    static FormFields of(Map<String, Object> document) {
        var fields = new FormFields();
        fields.flatten("", document, 0);
        return fields;
    }

    private void flatten(String prefix, Map<?, ?> part, int depth) {
        if (depth > DEEPEST) {
            throw refused("a form has at most %d objects inside each other".formatted(DEEPEST));
        }
        part.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (prefix.length() + name.length() > LONGEST_PATH) {
                throw refused(
                        "the name of a field, with those of the objects around it, has at most"
                                + " %d characters".formatted(LONGEST_PATH));
            }
            String path = prefix + name;
            if (value instanceof Map<?, ?> inner) {
                flatten(path + ".", inner, depth + 1);
            } else if (value instanceof Collection<?> items) {
                items.forEach(item -> {
                    if (item != null && !(item instanceof Map) && !(item instanceof Collection)) {
                        add(path, item);
                    }
                });
            } else if (value != null) {
                add(path, value);
            }
        });
    }

    private static RefusedDeliveryException refused(String why) {
        return new RefusedDeliveryException(HttpStatus.BAD_REQUEST, why);
    }

    boolean isFilled(String name) {
        return values.containsKey(name);
    }

    Map<String, List<Object>> values() {
        return values;
    }
}
