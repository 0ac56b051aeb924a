package io.leaddispatcher.application.configuration;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.domain.access.Permission;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field that is sensitive no longer, or no longer there, shows to everybody what leads say. */
final class Exposure {

    private Exposure() {}

    /**
     * Lets through whoever may see what is sensitive, and whatever shows nothing of it.
     *
     * @param before null for a new document
     * @param after null for one that is deleted
     * @throws AccessDeniedException for others
     */
    static void check(
            Caller caller,
            ConfigurationKind kind,
            @Nullable Map<String, ?> before,
            @Nullable Map<String, ?> after) {
        if (kind == ConfigurationKind.FIELD && isSensitive(before) && !isSensitive(after)) {
            caller.require(Permission.ADMINISTER);
        }
    }

    private static boolean isSensitive(@Nullable Map<String, ?> field) {
        return field != null && Boolean.TRUE.equals(field.get("sensitive"));
    }
}
