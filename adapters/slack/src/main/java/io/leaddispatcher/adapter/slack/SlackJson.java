package io.leaddispatcher.adapter.slack;

import io.leaddispatcher.http.JsonLimits;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes JSON of Slack, within limits. */
final class SlackJson {

    private static final JsonMapper MAPPER = JsonLimits.USUAL.mapper().build();

    private SlackJson() {}

    /**
     * Throws {@link tools.jackson.core.JacksonException} when the text is no JSON or names
     * something twice.
     */
    static JsonNode read(String json) {
        return MAPPER.readTree(json);
    }

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** What lies at a JSON pointer, when it is text with something in it. */
    static Optional<String> text(JsonNode node, String pointer) {
        JsonNode value = node.at(pointer);
        return value.isString()
                ? Optional.of(value.asString()).filter(text -> !text.isBlank())
                : Optional.empty();
    }
}
