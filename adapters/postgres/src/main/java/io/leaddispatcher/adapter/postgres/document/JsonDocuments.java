package io.leaddispatcher.adapter.postgres.document;

import io.r2dbc.postgresql.codec.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Documents as the domain reads them, to and from jsonb. Numbers stay exact decimals. */
public final class JsonDocuments {

    // What is kept was checked when it came in; a limit here could only make it unreadable.
    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNumberLength(100_000)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private JsonDocuments() {}

    public static Json toJson(Map<String, ?> document) {
        return Json.of(MAPPER.writeValueAsString(document));
    }

    /** Rows for {@code jsonb_to_recordset}, so that one statement writes them all. */
    public static Json rows(List<? extends Map<String, ?>> rows) {
        return Json.of(MAPPER.writeValueAsString(rows));
    }

    /** A document, or whatever else a column may hold. */
    public static Json any(Object value) {
        return Json.of(write(value));
    }

    /** The text of it, in UTF-8. */
    public static byte[] write(Object document) {
        return MAPPER.writeValueAsBytes(document);
    }

    /** Throws {@link IllegalStateException} when there is something else than an object. */
    public static Map<String, Object> read(@Nullable Json json) {
        if (json == null) {
            throw new IllegalStateException("no document");
        }
        return read(json.asArray());
    }

    /** As {@link #read(Json)}. */
    public static Map<String, Object> read(byte[] json) {
        JsonNode node = MAPPER.readTree(json);
        if (!node.isObject()) {
            throw new IllegalStateException("a document that is no object");
        }
        return object(node);
    }

    /** Whatever it is: object, list, text, number, truth value, or null. */
    public static @Nullable Object readAny(byte[] json) {
        return value(MAPPER.readTree(json));
    }

    private static Map<String, Object> object(JsonNode node) {
        Map<String, Object> found = LinkedHashMap.newLinkedHashMap(node.size());
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            put(found, property.getKey(), value(property.getValue()));
        }
        return Collections.unmodifiableMap(found);
    }

    // A document's map may hold null, which its type cannot say.
    @SuppressWarnings("NullAway")
    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        map.put(name, value);
    }

    private static @Nullable Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>(node.size());
                for (JsonNode item : node) {
                    items.add(value(item));
                }
                yield Collections.unmodifiableList(items);
            }
            case STRING -> node.stringValue();
            case NUMBER -> node.decimalValue();
            case BOOLEAN -> node.booleanValue();
            case NULL -> null;
            case MISSING, BINARY, POJO ->
                    throw new IllegalStateException("jsonb holds a " + node.getNodeType());
        };
    }
}
