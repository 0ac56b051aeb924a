package io.leaddispatcher.application.lead;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Hides the values of sensitive fields from those who may not administer the workspace, unless they
 * were opened to them.
 */
public final class SensitiveMask {

    /** In the place of what is hidden. */
    public static final String HIDDEN = "•••";

    private static final String CONDITION = "condition";
    private static final String MATCHED = "matched";
    private static final String OUTCOME = "outcome";
    private static final String WON = "WON";
    private static final Set<String> GROUPS = Set.of("all", "any", "not");
    private static final Set<String> TOLD_BY_LEAF = Set.of("value", "actual", "result");
    private static final Set<String> TOLD_BY_GROUP = Set.of("result");

    private final RoutingConfiguration configuration;
    private final FieldCatalogue fields;
    private final boolean open;

    private SensitiveMask(RoutingConfiguration configuration, boolean open) {
        this.configuration = configuration;
        this.fields = configuration.fields();
        this.open = open;
    }

    public static SensitiveMask of(Caller caller, RoutingConfiguration configuration) {
        return new SensitiveMask(configuration, caller.actor().may(Permission.ADMINISTER));
    }

    /** That hides from everybody. */
    public static SensitiveMask closed(RoutingConfiguration configuration) {
        return new SensitiveMask(configuration, false);
    }

    /** The same, for whom the values were opened. */
    SensitiveMask opened() {
        return new SensitiveMask(configuration, true);
    }

    /** Whether there is a field that it hides. */
    boolean hidesAnything() {
        return !open && fields.hasSensitive();
    }

    public @Nullable String text(String path, @Nullable String value) {
        return value != null && hides(path) ? HIDDEN : value;
    }

    /** First and last name in one. */
    public @Nullable String name(@Nullable String value) {
        return value != null && (hides("contact.firstName") || hides("contact.lastName"))
                ? HIDDEN
                : value;
    }

    /** By which words somebody may find leads: a search must not confirm what is hidden. */
    Set<WordSource> searchable() {
        return WordSource.without(this::hides);
    }

    /** Which sensitive fields of a lead's document have a value that is not hidden. */
    Set<String> revealed(Map<String, Object> document) {
        return open ? sensitive(document) : Set.of();
    }

    /** Which sensitive fields of a lead's document have a value that is hidden. */
    public Set<String> hidden(Map<String, Object> document) {
        return open ? Set.of() : sensitive(document);
    }

    private Set<String> sensitive(Map<String, Object> document) {
        Set<String> paths = new TreeSet<>();
        document.forEach((section, value) -> {
            if (value instanceof Map<?, ?> properties) {
                properties.forEach((name, property) -> {
                    if (property != null && fields.isSensitive(section + "." + name)) {
                        paths.add(section + "." + name);
                    }
                });
            } else if (fields.isSensitive(section)) {
                paths.add(section);
            }
        });
        return paths;
    }

    private boolean hides(String path) {
        return !open && fields.isSensitive(path);
    }

    private boolean tells(String path) {
        return !open && configuration.tells(path);
    }

    /** A lead's document: values stand two deep, as in {@code contact.email}. */
    Map<String, Object> document(Map<String, Object> document) {
        if (open) {
            return document;
        }
        Map<String, Object> masked = new LinkedHashMap<>();
        document.forEach((name, value) -> masked.put(name, section(name, value)));
        return masked;
    }

    private Object section(String section, Object value) {
        if (!(value instanceof Map<?, ?> properties)) {
            return hides(section) ? HIDDEN : value;
        }
        Map<String, Object> masked = new LinkedHashMap<>();
        properties.forEach((name, property) -> {
            if (property != null) {
                masked.put(String.valueOf(name), hides(section + "." + name) ? HIDDEN : property);
            }
        });
        return masked;
    }

    /**
     * A trace, in which each leaf of a condition shows what it asked for, what it saw, and what
     * came of that: any two of them tell the third. The policy tells what was asked for, so a rule
     * on what is hidden, or on what follows from it, does not tell whether it matched, unless it
     * has won: that is no secret.
     */
    public Map<String, @Nullable Object> trace(Map<String, @Nullable Object> trace) {
        if (open) {
            return trace;
        }
        Map<String, @Nullable Object> masked = new LinkedHashMap<>();
        trace.forEach((name, value) -> masked.put(name, traced(value)));
        return masked;
    }

    /** A run with its trace. */
    Map<String, Object> run(Map<String, Object> run) {
        if (open) {
            return run;
        }
        Map<String, Object> masked = new LinkedHashMap<>();
        run.forEach((name, value) -> put(masked, name, traced(value)));
        return masked;
    }

    private @Nullable Object traced(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map when isUntold(map) -> untold(map);
            case Map<?, ?> map -> {
                Set<String> telling = telling(map);
                Map<String, Object> masked = new LinkedHashMap<>();
                map.forEach((name, part) ->
                        put(
                                masked,
                                String.valueOf(name),
                                telling.contains(name) && part != null ? HIDDEN : traced(part)));
                yield masked;
            }
            case List<?> list -> list.stream().map(this::traced).toList();
            case null, default -> value;
        };
    }

    private boolean isUntold(Map<?, ?> part) {
        return part.containsKey(MATCHED)
                && !WON.equals(part.get(OUTCOME))
                && asksForHidden(part.get(CONDITION));
    }

    /** A rule of which nobody is to know whether it matched: it looked for nobody then. */
    private Map<String, Object> untold(Map<?, ?> rule) {
        Map<String, Object> masked = new LinkedHashMap<>();
        rule.forEach((name, part) -> put(masked, String.valueOf(name), traced(part)));
        masked.put(MATCHED, HIDDEN);
        masked.put(OUTCOME, HIDDEN);
        masked.put("candidates", List.of());
        masked.remove("note");
        return masked;
    }

    /** What of a part of a trace tells of a hidden value. */
    private Set<String> telling(Map<?, ?> part) {
        if (part.get("field") instanceof String path) {
            return tells(path) ? TOLD_BY_LEAF : Set.of();
        }
        return asksForHidden(part) ? TOLD_BY_GROUP : Set.of();
    }

    /** Whether it is a condition, or a group of them, on a field that is hidden. */
    private boolean asksForHidden(@Nullable Object node) {
        return switch (node) {
            case Map<?, ?> part when part.get("field") instanceof String path -> tells(path);
            case Map<?, ?> part ->
                    GROUPS.stream().anyMatch(group -> asksForHidden(part.get(group)));
            case List<?> parts -> parts.stream().anyMatch(this::asksForHidden);
            case null, default -> false;
        };
    }

    // A trace shows null where a value is missing, which the map's type cannot say.
    @SuppressWarnings("NullAway")
    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        map.put(name, value);
    }
}
