package io.leaddispatcher.domain.field;

import static io.leaddispatcher.domain.document.Violation.Code.CONFLICT;
import static io.leaddispatcher.domain.document.Violation.Code.MALFORMED;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Part;
import java.util.Map;
import java.util.Optional;

/**
 * An entry of the tenant's field catalogue. A key that is the path of a standard field ({@code
 * company.country}) describes that field; any other key makes a custom field.
 *
 * @param requiredForRouting a lead without it goes by the tiers that do not need it
 * @param sensitive shown only to those who may, never in messages
 * @param mappings the name of the property that holds it, by key of the connection
 */
public record FieldDefinition(
        String key,
        String name,
        FieldType type,
        boolean requiredForRouting,
        boolean sensitive,
        Map<String, String> mappings) {

    private static final String CUSTOM = "custom.";

    public FieldDefinition {
        Key.require(key);
        mappings = ImmutableMap.copyOf(mappings);
    }

    /** Reads the document of {@code /fields/{key}}. Empty when it says too little. */
    public static Optional<FieldDefinition> read(String key, Part document) {
        if (!document.requireObject()) {
            return Optional.empty();
        }
        document.ignore("key");
        Optional<String> name = document.requiredText("name");
        FieldType type = type(key, document);
        boolean required = document.flag("requiredForRouting", false);
        boolean sensitive = document.flag("sensitive", false);
        Map<String, String> mappings = mappings(document);
        document.refuseUnknown();
        return name.map(
                text -> new FieldDefinition(key, text, type, required, sensitive, mappings));
    }

    /** Where conditions and lead bodies find it. */
    public String path() {
        return isStandard() ? key : CUSTOM + key;
    }

    /** Whether it describes a field that every workspace has. */
    public boolean isStandard() {
        return StandardFields.TYPES.containsKey(key);
    }

    private static FieldType type(String key, Part document) {
        Optional<FieldType> standard = Optional.ofNullable(StandardFields.TYPES.get(key));
        Optional<FieldType> sent = document.oneOf("type", FieldType.class);
        if (standard.isPresent() && sent.isPresent() && !sent.equals(standard)) {
            document.violations()
                    .add(
                            document.child("type"),
                            CONFLICT,
                            "'%s' is a standard field of type %s".formatted(key, standard.get()));
        }
        return standard.or(() -> sent).orElse(FieldType.TEXT);
    }

    private static Map<String, String> mappings(Part document) {
        Optional<Part> mappings = document.property("mappings").filter(Part::requireObject);
        ImmutableMap.Builder<String, String> found = ImmutableMap.builder();
        mappings.ifPresent(part -> {
            for (String connection : part.names()) {
                if (!Key.isValid(connection)) {
                    part.violations().add(part.child(connection), MALFORMED, Key.ALLOWED);
                }
                part.text(connection).ifPresent(property -> found.put(connection, property));
            }
        });
        return found.buildOrThrow();
    }
}
