package io.leaddispatcher.web.setup;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Places inside documents, their parts apart by dots. */
final class Paths {

    private Paths() {}

    static @Nullable Object get(Map<String, ?> document, String path) {
        Object at = document;
        for (String step : path.split("[.]", -1)) {
            at = at instanceof Map<?, ?> members ? members.get(step) : null;
        }
        return at;
    }

    /**
     * Puts a value, or takes it away with whatever is empty then. Parts are copied, not changed.
     */
    static void put(Map<String, Object> document, String path, @Nullable Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            if (value == null) {
                document.remove(path);
            } else {
                document.put(path, value);
            }
            return;
        }
        var inner = new LinkedHashMap<>(members(document.get(path.substring(0, dot))));
        put(inner, path.substring(dot + 1), value);
        put(document, path.substring(0, dot), inner.isEmpty() ? null : inner);
    }

    static Map<String, Object> members(@Nullable Object value) {
        var found = new LinkedHashMap<String, Object>();
        if (value instanceof Map<?, ?> members) {
            members.forEach((name, member) -> found.put(String.valueOf(name), member));
        }
        return found;
    }
}
