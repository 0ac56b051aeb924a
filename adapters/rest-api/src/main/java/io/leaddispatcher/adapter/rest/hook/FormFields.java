package io.leaddispatcher.adapter.rest.hook;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a visitor filled in: names, each with its values in the order sent. */
final class FormFields {

    private final Map<String, List<Object>> values = new LinkedHashMap<>();

    /** Blank text is a field left empty. */
    void add(String name, Object value) {
        if (!(value instanceof String text && text.isBlank())) {
            values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
        }
    }

    /** A JSON form: objects inside become dotted names, so both spellings mean the same. */
    static FormFields of(Map<String, Object> document) {
        var fields = new FormFields();
        fields.flatten("", document);
        return fields;
    }

    private void flatten(String prefix, Map<?, ?> part) {
        part.forEach((name, value) -> {
            String path = prefix + name;
            if (value instanceof Map<?, ?> inner) {
                flatten(path + ".", inner);
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

    boolean isFilled(String name) {
        return values.containsKey(name);
    }

    Map<String, List<Object>> values() {
        return values;
    }
}
