package io.leaddispatcher.application.configuration;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.field.FieldCatalogue;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on sensitive fields. Where a lead lands tells whether they hold, so whoever may write
 * them finds out bit by bit what all leads say.
 */
public final class SensitiveConditions {

    private SensitiveConditions() {}

    /**
     * Lets through whoever may see what is sensitive, and whatever asks nothing of it that was not
     * asked before.
     *
     * @param before what is in force, or was let through before
     * @param after the policy or the segment that is to be
     * @throws AccessDeniedException for others
     */
    public static void check(
            Caller caller,
            FieldCatalogue fields,
            Collection<? extends Map<String, ?>> before,
            Map<String, ?> after) {
        if (caller.actor().may(Permission.ADMINISTER) || !fields.hasSensitive()) {
            return;
        }
        Set<Map<?, ?>> news = new HashSet<>();
        collect(after, fields, news);
        Set<Map<?, ?>> known = new HashSet<>();
        before.forEach(document -> collect(document, fields, known));
        news.removeAll(known);
        news.stream()
                .map(leaf -> String.valueOf(leaf.get("field")))
                .sorted()
                .findFirst()
                .ifPresent(path ->
                        caller.require(
                                Permission.ADMINISTER,
                                "a new condition on the sensitive field '%s' needs the right to see it."
                                        .formatted(path)));
    }

    private static void collect(
            @Nullable Object node, FieldCatalogue fields, Set<Map<?, ?>> found) {
        switch (node) {
            case Map<?, ?> part
                    when part.containsKey("op")
                            && part.get("field") instanceof String path
                            && fields.isSensitive(path) ->
                    found.add(part);
            case Map<?, ?> part -> part.values().forEach(each -> collect(each, fields, found));
            case Collection<?> parts -> parts.forEach(each -> collect(each, fields, found));
            case null, default -> {
                // Says nothing of a field.
            }
        }
    }
}
