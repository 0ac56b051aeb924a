package io.leaddispatcher.adapter.salesforce;

import io.leaddispatcher.http.JsonLimits;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON of Salesforce, within limits. */
final class SalesforceJson {

    /** The description of an object with many picklists is long. */
    static final int LARGEST = 16 * 1024 * 1024;

    private static final JsonMapper MAPPER =
            new JsonLimits(LARGEST, 2_000_000, 1_000_000, 100).mapper().build();

    private SalesforceJson() {}

    /**
     * Throws {@link tools.jackson.core.JacksonException} when the bytes are no JSON or name
     * something twice. No bytes are an empty object: that is how Salesforce says that it wrote
     * something.
     */
    static JsonNode read(byte[] json) {
        return json.length == 0 ? MAPPER.createObjectNode() : MAPPER.readTree(json);
    }

    static byte[] write(Object node) {
        return MAPPER.writeValueAsBytes(node);
    }

    /** Text, a number or a flag as text; a number never in powers of ten. */
    static Optional<String> text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (value.isNumber()) {
            return Optional.of(value.decimalValue().toPlainString());
        }
        return value.isValueNode() && !value.isNull()
                ? Optional.of(value.asString()).filter(text -> !text.isBlank())
                : Optional.empty();
    }

    /** Those of these values that are there, by their name. */
    static Map<String, String> texts(JsonNode object, Set<String> names) {
        Map<String, String> texts = new HashMap<>();
        names.forEach(name -> text(object, name).ifPresent(value -> texts.put(name, value)));
        return texts;
    }
}
