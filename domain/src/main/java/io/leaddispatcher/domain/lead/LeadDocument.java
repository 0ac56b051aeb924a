package io.leaddispatcher.domain.lead;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.field.FieldValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Leads as documents in the shape of the lead body, and back. */
final class LeadDocument {

    private LeadDocument() {}

    static Map<String, Object> of(Lead lead) {
        Map<String, Object> document = new LinkedHashMap<>();
        if (lead.externalId() != null) {
            document.put(LeadShape.EXTERNAL_ID, lead.externalId());
        }
        document.put(LeadShape.KIND, lead.kind().word());
        LeadShape.SECTIONS
                .keySet()
                .forEach(section -> putSection(document, section, lead.values()));
        putSection(document, LeadShape.CUSTOM, lead.values());
        document.put(LeadShape.RECEIVED_AT, lead.receivedAt().toString());
        return document;
    }

    static Lead lead(
            LeadId id,
            Map<String, ?> document,
            List<Issue> issues,
            Function<String, Optional<FieldType>> customTypes) {
        Map<String, FieldValue> values = new LinkedHashMap<>();
        LeadShape.SECTIONS.forEach((section, types) ->
                object(document.get(section))
                        .forEach((name, value) -> {
                            if (name.equals(LeadShape.EXTERNAL_IDS)) {
                                object(value)
                                        .forEach((connection, crmId) ->
                                                put(
                                                        values,
                                                        LeadShape.EXTERNAL_IDS_PREFIX + connection,
                                                        crmId,
                                                        FieldType.TEXT));
                            } else {
                                put(values, section + "." + name, value, types.get(name));
                            }
                        }));
        object(document.get(LeadShape.CUSTOM))
                .forEach((key, value) ->
                        put(
                                values,
                                LeadShape.CUSTOM + "." + key,
                                value,
                                customTypes.apply(key).orElse(null)));
        return new Lead(
                id,
                document.get(LeadShape.EXTERNAL_ID) instanceof String externalId
                        ? externalId
                        : null,
                LeadKind.of(String.valueOf(document.get(LeadShape.KIND))).orElse(LeadKind.LEAD),
                Instant.parse(String.valueOf(document.get(LeadShape.RECEIVED_AT))),
                values,
                issues);
    }

    private static void putSection(
            Map<String, Object> document, String section, Map<String, FieldValue> values) {
        Map<String, Object> properties = new LinkedHashMap<>();
        Map<String, Object> externalIds = new LinkedHashMap<>();
        String prefix = section + ".";
        values.forEach((path, value) -> {
            if (path.startsWith(LeadShape.EXTERNAL_IDS_PREFIX)) {
                externalIds.put(
                        path.substring(LeadShape.EXTERNAL_IDS_PREFIX.length()), value.plain());
            } else if (path.startsWith(prefix)) {
                properties.put(path.substring(prefix.length()), value.plain());
            }
        });
        if (section.equals(LeadShape.COMPANY) && !externalIds.isEmpty()) {
            properties.put(LeadShape.EXTERNAL_IDS, externalIds);
        }
        if (!properties.isEmpty()) {
            document.put(section, properties);
        }
    }

    private static void put(
            Map<String, FieldValue> values,
            String path,
            @Nullable Object value,
            @Nullable FieldType type) {
        Optional<FieldValue> typed =
                type == null
                        ? Optional.empty()
                        : LenientValue.read(
                                Part.root(value, new Violations()), type, Integer.MAX_VALUE);
        typed.or(() -> shown(value)).ifPresent(found -> values.put(path, found));
    }

    private static Optional<FieldValue> shown(@Nullable Object value) {
        FieldType type =
                switch (value) {
                    case String _ -> FieldType.TEXT;
                    case BigDecimal _ -> FieldType.NUMBER;
                    case Boolean _ -> FieldType.BOOLEAN;
                    case List<?> _ -> FieldType.LIST;
                    case null, default -> FieldType.GEO;
                };
        return LenientValue.read(Part.root(value, new Violations()), type, Integer.MAX_VALUE);
    }

    private static Map<String, Object> object(@Nullable Object value) {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, property) -> {
                if (property != null) {
                    properties.put(String.valueOf(name), property);
                }
            });
        }
        return properties;
    }
}
