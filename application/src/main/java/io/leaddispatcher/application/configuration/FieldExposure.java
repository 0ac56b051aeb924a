package io.leaddispatcher.application.configuration;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.field.FieldCatalogue;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From where fields are filled. What goes into a sensitive field must not go into another instead.
 */
public final class FieldExposure {

    private FieldExposure() {}

    static void check(
            Caller caller,
            KnownConfiguration known,
            String key,
            Map<String, ?> before,
            Map<String, ?> after) {
        if (isSensitive(before)) {
            if (!isSensitive(after)) {
                caller.require(Permission.ADMINISTER);
            }
            // Were it taken away now, it could be given to another field next.
            if (!mappings(after).entrySet().containsAll(mappings(before).entrySet())) {
                caller.require(Permission.ADMINISTER, onlyForThoseWhoSee(key));
            }
        } else if (!isSensitive(after)) {
            Map<String, String> news = new HashMap<>(mappings(after));
            news.entrySet().removeAll(mappings(before).entrySet());
            checkSources(caller, known, news);
        }
    }

    private static void checkSources(
            Caller caller, KnownConfiguration known, Map<String, String> news) {
        if (news.isEmpty()) {
            return;
        }
        boolean taken =
                known.fields().stream()
                        .filter(FieldExposure::isSensitive)
                        .anyMatch(other ->
                                mappings(other).entrySet().stream()
                                        .anyMatch(news.entrySet()::contains));
        if (taken || fillsItself(known.catalogue())) {
            caller.require(
                    Permission.ADMINISTER,
                    taken
                            ? "what fills a sensitive field would show in another."
                            : "a standard field is sensitive, which systems fill from their own fields: another field that is filled from there needs the right to see it.");
        }
    }

    /**
     * Whether something sensitive is filled without anybody having said from where: each system
     * knows its own names for an address or a phone, and several for one.
     */
    private static boolean fillsItself(FieldCatalogue fields) {
        return FieldCatalogue.standard().paths().stream().anyMatch(fields::isSensitive);
    }

    /**
     * Of what the names of a form, or the questions of a booking, stand for.
     *
     * @param usual whether names that nobody has mapped may stand for something
     */
    public static void checkMapping(
            Caller caller,
            KnownConfiguration known,
            Map<?, ?> before,
            Map<?, ?> after,
            boolean usual) {
        FieldCatalogue fields = known.catalogue();
        before.forEach((name, path) -> {
            if (fields.isSensitive(text(path)) && !text(path).equals(text(after.get(name)))) {
                caller.require(Permission.ADMINISTER, onlyForThoseWhoSee(text(path)));
            }
        });
        after.forEach((name, path) -> {
            boolean changes = !text(path).equals(text(before.get(name)));
            if (changes
                    && !fields.isSensitive(text(path))
                    && (fields.isSensitive(text(name))
                            || (usual && fillsItself(fields))
                            || stoodForSensitive(fold(name), before, fields))) {
                caller.require(
                        Permission.ADMINISTER,
                        "what goes into a sensitive field could show in '%s'."
                                .formatted(text(path)));
            }
        });
    }

    private static boolean stoodForSensitive(
            String folded, Map<?, ?> before, FieldCatalogue fields) {
        return before.entrySet().stream()
                .filter(entry -> fold(entry.getKey()).equals(folded))
                .anyMatch(entry -> fields.isSensitive(text(entry.getValue())));
    }

    private static String onlyForThoseWhoSee(String field) {
        return "what fills the sensitive field '%s' is changed by those who may see it."
                .formatted(field);
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value).strip();
    }

    /** Names that may be read as one are one. */
    private static String fold(@Nullable Object name) {
        return String.valueOf(name).replaceAll("[\\s_*:?]+", " ").strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isSensitive(Map<String, ?> field) {
        return Boolean.TRUE.equals(field.get("sensitive"));
    }

    /** Properties by the connections that have them, as they are read. */
    private static Map<String, String> mappings(Map<String, ?> field) {
        Map<String, String> found = new HashMap<>();
        if (field.get("mappings") instanceof Map<?, ?> mappings) {
            mappings.forEach((connection, property) -> {
                if (property instanceof String name) {
                    found.put(String.valueOf(connection), name.strip().toLowerCase(Locale.ROOT));
                }
            });
        }
        return found;
    }
}
