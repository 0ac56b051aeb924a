package io.leaddispatcher.adapter.hubspot;

import io.leaddispatcher.http.JsonLimits;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON of HubSpot, within limits. */
final class HubSpotJson {

    private static final JsonMapper MAPPER = JsonLimits.USUAL.mapper().build();

    private HubSpotJson() {}

    /**
     * Throws {@link tools.jackson.core.JacksonException} when the bytes are no JSON or name
     * something twice.
     */
    static JsonNode read(byte[] json) {
        return MAPPER.readTree(json);
    }

    static byte[] write(Object node) {
        return MAPPER.writeValueAsBytes(node);
    }

    /** Text, a number or a flag as text; ids come in either spelling. */
    static Optional<String> text(JsonNode object, String name) {
        JsonNode value = object.path(name);
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

    /** Where a list goes on; empty after its last page. */
    static Optional<String> next(JsonNode page) {
        return text(page.path("paging").path("next"), "after");
    }
}
