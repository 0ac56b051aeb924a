package io.leaddispatcher.adapter.slack;

import java.util.Optional;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes JSON of Slack, within limits. */
final class SlackJson {

    private static final int DEEPEST = 64;
    private static final int LARGEST = 1024 * 1024;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .maxDocumentLength(LARGEST)
                                                    .maxTokenCount(100_000)
                                                    .maxNameLength(1_000)
                                                    .maxStringLength(1_000_000)
                                                    .maxNumberLength(100)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .build();

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
