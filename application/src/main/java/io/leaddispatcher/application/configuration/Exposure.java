package io.leaddispatcher.application.configuration;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.domain.access.Permission;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes after which more people see what sensitive fields say. Who may see it lets them through.
 */
public final class Exposure {

    private static final Set<ConfigurationKind> ABOUT =
            EnumSet.of(
                    ConfigurationKind.FIELD,
                    ConfigurationKind.SEGMENT,
                    ConfigurationKind.POOL,
                    ConfigurationKind.TERRITORY);

    private Exposure() {}

    /** Whether there is anything that a caller may not do. */
    public static boolean concerns(Caller caller) {
        return !caller.actor().may(Permission.ADMINISTER);
    }

    /** Whether a change may be one: a rep who changes the own hours need not wait for that. */
    static boolean isAbout(ConfigurationKind kind) {
        return ABOUT.contains(kind);
    }

    /**
     * Of a document that is saved, or deleted: a field that is sensitive no longer shows to
     * everybody what leads say, or is no longer filled from where it was, one that is filled from
     * there takes its place, and a segment, a pool or a territory that asks for one tells what it
     * says.
     *
     * @param known as things are
     * @param before null for a new document
     * @param after empty for one that is deleted
     * @throws AccessDeniedException when the caller may not do it
     */
    static void check(
            Caller caller,
            KnownConfiguration known,
            ConfigurationKind kind,
            String key,
            @Nullable Map<String, ?> before,
            Map<String, ?> after) {
        if (!concerns(caller) || !isAbout(kind)) {
            return;
        }
        Map<String, ?> had = before == null ? Map.of() : before;
        switch (kind) {
            case FIELD -> FieldExposure.check(caller, known, key, had, after);
            case SEGMENT -> SensitiveConditions.check(caller, known, List.of(had), after);
            default -> TellingParts.check(caller, kind, known.telling(), had, after);
        }
    }
}
