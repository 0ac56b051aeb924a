package io.leaddispatcher.domain.lead;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.FieldType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Leads for tests, written as flat paths. */
public final class Leads {

    public static final LeadId ID = new LeadId(new UUID(7, 1));
    public static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");

    static final Function<String, Optional<FieldType>> CUSTOM =
            key ->
                    Optional.ofNullable(
                            Map.of(
                                            "gpuCount", FieldType.NUMBER,
                                            "vip", FieldType.BOOLEAN,
                                            "birth.day", FieldType.DATE,
                                            "since", FieldType.DATETIME,
                                            "tags", FieldType.LIST,
                                            "note", FieldType.TEXT,
                                            "place", FieldType.GEO)
                                    .get(key));

    private Leads() {}

    /** A lead of paths and values in turn, with an external id so that it is never refused. */
    public static Lead lead(Object... pathsAndValues) {
        return body(pathsAndValues).toLead(ID, NOW);
    }

    public static LeadBody body(Object... pathsAndValues) {
        Map<String, Object> document = document(pathsAndValues);
        document.putIfAbsent("externalId", "x-1");
        return read(document, List.of());
    }

    static LeadBody read(Map<String, ?> document, List<String> required) {
        Violations violations = new Violations();
        Optional<LeadBody> body =
                new LeadReader(CUSTOM, required).read(Part.root(document, violations));
        violations.refuseIfAny();
        return body.orElseThrow();
    }

    /** Paths are parted at dots, two deep: {@code custom.birth.day} stays a key with a dot. */
    static Map<String, Object> document(Object... pathsAndValues) {
        Map<String, Object> document = new LinkedHashMap<>();
        for (int i = 0; i < pathsAndValues.length; i += 2) {
            String[] names = String.valueOf(pathsAndValues[i]).split("\\.", 2);
            Object value = pathsAndValues[i + 1];
            Object json = value instanceof Integer number ? BigDecimal.valueOf(number) : value;
            if (names.length == 1) {
                document.put(names[0], json);
            } else {
                section(document, names[0]).put(names[1], json);
            }
        }
        return document;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> section(Map<String, Object> document, String name) {
        return (Map<String, Object>)
                document.computeIfAbsent(name, _ -> new LinkedHashMap<String, Object>());
    }
}
