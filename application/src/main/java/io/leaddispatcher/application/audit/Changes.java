package io.leaddispatcher.application.audit;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What of a document is different: {@code before} and {@code after}, by property. A value that is
 * too long to be read stands there as its length and hash, so that entries stay small.
 */
public final class Changes {

    private static final int LONGEST = 2_000;

    private Changes() {}

    public static Map<String, Object> between(Map<String, ?> before, Map<String, ?> after) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        Map<String, Object> old = new LinkedHashMap<>();
        Map<String, Object> now = new LinkedHashMap<>();
        for (String name : names) {
            if (!Objects.equals(before.get(name), after.get(name))) {
                put(old, name, before.get(name));
                put(now, name, after.get(name));
            }
        }
        Map<String, Object> changes = new LinkedHashMap<>();
        if (!before.isEmpty()) {
            changes.put("before", old);
        }
        if (!after.isEmpty()) {
            changes.put("after", now);
        }
        return changes;
    }

    private static void put(Map<String, Object> side, String name, @Nullable Object value) {
        if (value == null) {
            return;
        }
        String text = value.toString();
        side.put(
                name,
                text.length() <= LONGEST
                        ? value
                        : Map.of(
                                "length",
                                text.length(),
                                "sha256",
                                Hashing.sha256()
                                        .hashString(text, StandardCharsets.UTF_8)
                                        .toString()));
    }
}
