package io.leaddispatcher.web.document;

import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * Documents as text: of maps, lists, text, exact decimals, truth values. What two readers could
 * understand differently, or a database cannot keep, is refused with an {@link
 * InvalidInputException}.
 */
public final class DocumentText {

    private static final StreamReadConstraints CONSTRAINTS =
            StreamReadConstraints.builder().maxNestingDepth(65).maxNumberLength(100).build();

    private static final ObjectMapper JSON =
            JsonMapper.builder(JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private static final ObjectMapper YAML =
            YAMLMapper.builder(YAMLFactory.builder().streamReadConstraints(CONSTRAINTS).build())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                    .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                    .disable(YAMLWriteFeature.SPLIT_LINES)
                    .build();

    private DocumentText() {}

    /** Null when the text is blank, or says so. */
    public static @Nullable Object json(String text) {
        return read(JSON, text);
    }

    /** Likewise. */
    public static @Nullable Object yaml(String text) {
        return read(YAML, text);
    }

    public static String toYaml(Map<String, ?> document) {
        return YAML.writeValueAsString(document);
    }

    private static @Nullable Object read(ObjectMapper mapper, String text) {
        try {
            return text.isBlank() ? null : kept(mapper.readValue(text, Object.class));
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw malformed(
                    at == null
                            ? "The text cannot be read."
                            : "The text cannot be read: line %d, column %d."
                                    .formatted(at.getLineNr(), at.getColumnNr()));
        }
    }

    private static Map<String, Object> members(Map<?, ?> map) {
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            Object kept = kept(value);
            // Null means the same as nothing at all, and is shorter to say so.
            if (kept != null) {
                members.put(checked(String.valueOf(name)), kept);
            }
        });
        return members;
    }

    private static @Nullable Object kept(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> map -> members(map);
            case List<?> list -> items(list);
            case Number number -> new BigDecimal(number.toString());
            case String text -> checked(text);
            default -> value;
        };
    }

    private static List<@Nullable Object> items(List<?> list) {
        List<@Nullable Object> items = new ArrayList<>();
        list.forEach(item -> items.add(kept(item)));
        return items;
    }

    private static String checked(String text) {
        if (text.indexOf(0) >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw malformed("Text holds what is no character.");
        }
        return text;
    }

    private static InvalidInputException malformed(String sentence) {
        return new InvalidInputException("", Violation.Code.MALFORMED, sentence);
    }
}
