package io.leaddispatcher.application.configuration;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.field.FieldCatalogue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Changes after which more people see what sensitive fields say. Who may see it lets them through.
 */
public final class Exposure {

    private static final Map<String, ?> NOTHING = Map.of();

    private Exposure() {}

    /** Whether there is anything that a caller may not do. */
    public static boolean concerns(Caller caller) {
        return !caller.actor().may(Permission.ADMINISTER);
    }

    /** Whether a change may be one: a rep who changes the own hours need not wait for that. */
    static boolean isAbout(DocumentBatch.Change change) {
        return change.kind() == ConfigurationKind.FIELD
                || change.kind() == ConfigurationKind.SEGMENT;
    }

    /**
     * Of a document that is saved: a field that is sensitive no longer shows to everybody what
     * leads say, one that is filled from where another is filled takes its place, and a segment
     * that asks for one tells what it says.
     *
     * @param known as things are
     * @param before null for a new document
     * @throws AccessDeniedException when the caller may not do it
     */
    static void check(
            Caller caller,
            KnownConfiguration known,
            ConfigurationKind kind,
            String key,
            @Nullable Map<String, ?> before,
            Map<String, ?> after) {
        if (!concerns(caller)) {
            return;
        }
        switch (kind) {
            case FIELD -> {
                if ((isSensitive(before) && !isSensitive(after))
                        || (!isSensitive(after) && takesFromSensitive(known, key, before, after))) {
                    caller.require(Permission.ADMINISTER);
                }
            }
            case SEGMENT ->
                    SensitiveConditions.check(
                            caller,
                            known.catalogue(),
                            before == null ? List.of() : List.of(before),
                            after);
            default -> {
                // Shows nothing of what leads say.
            }
        }
    }

    /** Of a document that is deleted. */
    static void checkDeletion(Caller caller, ConfigurationKind kind, Map<String, ?> document) {
        if (kind == ConfigurationKind.FIELD && isSensitive(document)) {
            caller.require(Permission.ADMINISTER);
        }
    }

    /**
     * Of what a form's own names stand for: what went into a sensitive field must not go into
     * another.
     *
     * @throws AccessDeniedException when the caller may not do it
     */
    public static void checkMapping(
            Caller caller, FieldCatalogue fields, Map<?, ?> before, Map<?, ?> after) {
        for (Map.Entry<?, ?> entry : after.entrySet()) {
            Object then =
                    before.containsKey(entry.getKey())
                            ? before.get(entry.getKey())
                            : entry.getKey();
            if (fields.isSensitive(String.valueOf(then))
                    && !fields.isSensitive(String.valueOf(entry.getValue()))) {
                caller.require(
                        Permission.ADMINISTER,
                        "what the form fills into the sensitive field '%s' would show in '%s'."
                                .formatted(then, entry.getValue()));
            }
        }
    }

    private static boolean isSensitive(@Nullable Map<String, ?> field) {
        return field != null && Boolean.TRUE.equals(field.get("sensitive"));
    }

    private static boolean takesFromSensitive(
            KnownConfiguration known,
            String key,
            @Nullable Map<String, ?> before,
            Map<String, ?> after) {
        Map<?, ?> had = mappings(before);
        return mappings(after).entrySet().stream()
                .filter(entry -> !Objects.equals(had.get(entry.getKey()), entry.getValue()))
                .anyMatch(entry ->
                        known.fields().entrySet().stream()
                                .filter(other -> !other.getKey().equals(key))
                                .map(Map.Entry::getValue)
                                .filter(Exposure::isSensitive)
                                .anyMatch(other ->
                                        Objects.equals(
                                                mappings(other).get(entry.getKey()),
                                                entry.getValue())));
    }

    private static Map<?, ?> mappings(@Nullable Map<String, ?> field) {
        return field != null && field.get("mappings") instanceof Map<?, ?> mappings
                ? mappings
                : NOTHING;
    }
}
