package io.leaddispatcher.adapter.rest.hook;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which field of a form becomes which part of the lead body. A field that is neither mapped nor
 * named like a part of the lead body (a submit button, say) is left out. Visitors do not say when a
 * lead came, nor of which kind it is.
 */
final class FormMapping {

    private static final Map<String, Set<String>> KNOWN =
            Map.of(
                    "contact",
                    Set.of("email", "firstName", "lastName", "phone", "title", "preferredChannel"),
                    "company",
                    Set.of(
                            "name",
                            "domain",
                            "country",
                            "state",
                            "postalCode",
                            "city",
                            "industry",
                            "employees",
                            "annualRevenue"),
                    "lead",
                    Set.of(
                            "source",
                            "campaign",
                            "type",
                            "intent",
                            "product",
                            "language",
                            "score",
                            "estimatedValue",
                            "currency",
                            "timeZone",
                            "urgency",
                            "message"));

    private static final String EXTERNAL_ID = "externalId";
    private static final Pattern CUSTOM =
            Pattern.compile("custom\\.[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");
    private static final Pattern GEO = Pattern.compile("company\\.geo\\.(?:lat|lon)");

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
                    mapping.put(from, to);
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

    /** Whether the body can be told from another lead's at all. */
    static boolean identifies(Map<String, Object> body) {
        return body.containsKey(EXTERNAL_ID)
                || (body.get("contact") instanceof Map<?, ?> contact
                        && Stream.of("email", "phone").anyMatch(contact::containsKey));
    }

    static Optional<String> externalId(Map<String, Object> body) {
        return body.get(EXTERNAL_ID) instanceof String id && !id.isBlank()
                ? Optional.of(id.strip())
                : Optional.empty();
    }

    private static void put(Map<String, Object> body, String path, List<Object> values) {
        if (path.equals(EXTERNAL_ID)) {
            body.putIfAbsent(EXTERNAL_ID, String.valueOf(values.getFirst()));
        } else if (GEO.matcher(path).matches()) {
            part(part(body, "company"), "geo")
                    .putIfAbsent(path.substring("company.geo.".length()), values.getFirst());
        } else if (CUSTOM.matcher(path).matches()) {
            part(body, "custom")
                    .putIfAbsent(
                            path.substring("custom.".length()),
                            values.size() == 1 ? values.getFirst() : List.copyOf(values));
        } else {
            int dot = path.indexOf('.');
            String name = path.substring(dot + 1);
            if (dot > 0 && KNOWN.getOrDefault(path.substring(0, dot), Set.of()).contains(name)) {
                part(body, path.substring(0, dot)).putIfAbsent(name, values.getFirst());
            }
        }
    }

    @SuppressWarnings("unchecked") // Only ever filled by the line itself.
    private static Map<String, Object> part(Map<String, Object> body, String name) {
        return (Map<String, Object>)
                body.computeIfAbsent(name, _ -> new LinkedHashMap<String, Object>());
    }
}
