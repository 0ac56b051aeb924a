package io.leaddispatcher.application.configuration;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.routing.TellingFields;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on sensitive fields, and on what follows from them. Where a lead lands tells whether
 * they hold, so whoever may write them finds out bit by bit what all leads say.
 */
public final class SensitiveConditions {

    private SensitiveConditions() {}

    /**
     * Lets through whoever may see what is sensitive, and whatever asks nothing of it that was not
     * asked before.
     *
     * @param known as things are
     * @param before what is in force, or was let through before
     * @param after the policy or the segment that is to be
     * @throws AccessDeniedException for others
     */
    public static void check(
            Caller caller,
            KnownConfiguration known,
            Collection<? extends Map<String, ?>> before,
            Map<String, ?> after) {
        if (caller.actor().may(Permission.ADMINISTER)) {
            return;
        }
        TellingFields telling = known.telling();
        if (!telling.any()) {
            return;
        }
        Map<Map<?, ?>, String> news = new HashMap<>();
        collect(after, telling, news);
        Map<Map<?, ?>, String> asked = new HashMap<>();
        before.forEach(document -> collect(document, telling, asked));
        news.keySet().removeAll(asked.keySet());
        news.values().stream()
                .sorted()
                .findFirst()
                .ifPresent(path ->
                        caller.require(
                                Permission.ADMINISTER,
                                "a new condition on '%s', which is sensitive or tells of something that is, needs the right to see it."
                                        .formatted(path)));
    }

    /** The leaves with the paths that they ask for, read as those who ask them read them. */
    private static void collect(
            @Nullable Object node, TellingFields telling, Map<Map<?, ?>, String> found) {
        switch (node) {
            case Map<?, ?> part when part.get("field") instanceof String -> {
                Part leaf = Part.root(part, new Violations());
                String op = leaf.text("op").orElse("");
                leaf.text("field")
                        .filter(path -> telling.tells(path, op))
                        .ifPresent(path -> found.put(part, path));
            }
            case Map<?, ?> part -> part.values().forEach(each -> collect(each, telling, found));
            case Collection<?> parts -> parts.forEach(each -> collect(each, telling, found));
            case null, default -> {
                // Says nothing of a field.
            }
        }
    }
}
