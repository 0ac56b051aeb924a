package io.leaddispatcher.adapter.rest.hook;

import com.google.common.collect.ImmutableSet;
import io.leaddispatcher.domain.lead.LeadPaths;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which field of a form becomes which part of the lead body. A field that is neither mapped nor
 * named like a part of the lead body (a submit button, say) is left out. Visitors do not say when a
 * lead came, nor of which kind it is.
 */
final class FormMapping {

    private final Map<String, String> mapping;

    private FormMapping(Map<String, String> mapping) {
        this.mapping = mapping;
    }

    /**
     * As a connection's setting {@code mapping} says: name in the form to path in the lead body.
     */
    static FormMapping of(@Nullable Object setting) {
        Map<String, String> mapping = new HashMap<>();
        if (setting instanceof Map<?, ?> map) {
            map.forEach((name, path) -> {
                if (name instanceof String from && path instanceof String to) {
                    mapping.put(from, to.strip());
                }
            });
        }
        return new FormMapping(Map.copyOf(mapping));
    }

    Map<String, Object> leadBody(FormFields fields) {
        Map<String, Object> body = new LinkedHashMap<>();
        // A field that bears the path's own name counts before one that is mapped to it.
        fields.values()
                .forEach((name, values) -> {
                    if (!mapping.containsKey(name)) {
                        put(body, name, values);
                    }
                });
        fields.values()
                .forEach((name, values) -> {
                    String path = mapping.get(name);
                    if (path != null) {
                        put(body, path, values);
                    }
                });
        return body;
    }

    /** The fields that go nowhere: neither mapped nor named like a part of the lead body. */
    Set<String> leftOut(FormFields fields) {
        return fields.values().keySet().stream()
                .filter(name -> !LeadPaths.isPath(mapping.getOrDefault(name, name)))
                .collect(ImmutableSet.toImmutableSet());
    }

    /** Whether the body can be told from another lead's at all. */
    static boolean identifies(Map<String, Object> body) {
        return body.containsKey(LeadPaths.EXTERNAL_ID)
                || (body.get("contact") instanceof Map<?, ?> contact
                        && Stream.of("email", "phone").anyMatch(contact::containsKey));
    }

    static Optional<String> externalId(Map<String, Object> body) {
        return body.get(LeadPaths.EXTERNAL_ID) instanceof String id && !id.isBlank()
                ? Optional.of(id.strip())
                : Optional.empty();
    }

    private static void put(Map<String, Object> body, String path, List<Object> values) {
        if (path.equals(LeadPaths.EXTERNAL_ID)) {
            body.putIfAbsent(path, String.valueOf(values.getFirst()));
        } else if (LeadPaths.isCoordinate(path)) {
            part(part(body, "company"), "geo").putIfAbsent(name(path), values.getFirst());
        } else if (LeadPaths.isCustom(path)) {
            part(body, "custom")
                    .putIfAbsent(
                            path.substring("custom.".length()),
                            values.size() == 1 ? values.getFirst() : List.copyOf(values));
        } else if (LeadPaths.isProperty(path)) {
            part(body, path.substring(0, path.indexOf('.')))
                    .putIfAbsent(name(path), values.getFirst());
        }
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    @SuppressWarnings("unchecked") // Only ever filled by the line itself.
    private static Map<String, Object> part(Map<String, Object> body, String name) {
        return (Map<String, Object>)
                body.computeIfAbsent(name, _ -> new LinkedHashMap<String, Object>());
    }
}
