package io.leaddispatcher.adapter.rest.hook;

import io.leaddispatcher.http.JsonLimits;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a JSON object into a document: maps, lists, text, exact numbers and flags. */
final class JsonDocument {

    /** Numbers beyond this power of ten would take memory by the gigabyte once written out. */
    private static final int LARGEST_SCALE = 400;

    private static final JsonMapper MAPPER =
            new JsonLimits(2 * 1024 * 1024, 100_000, 1024 * 1024, 400)
                    .mapper()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private JsonDocument() {}

    /** Empty when the bytes are no JSON object. Null values are left out. */
    static Optional<Map<String, Object>> read(byte[] json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            return node.isObject() ? Optional.of(object(node)) : Optional.empty();
        } catch (JacksonException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> object(JsonNode node) {
        Map<String, Object> map = new LinkedHashMap<>();
        node.forEachEntry((name, child) -> {
            Object value = value(child);
            if (value != null) {
                map.put(name, value);
            }
        });
        return map;
    }

    private static @Nullable Object value(JsonNode node) {
        if (node.isObject()) {
            return object(node);
        }
        if (node.isArray()) {
            List<Object> items = new ArrayList<>(node.size());
            for (JsonNode item : node) {
                Object value = value(item);
                if (value != null) {
                    items.add(value);
                }
            }
            return items;
        }
        if (node.isNumber()) {
            return number(node.decimalValue());
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isNull() ? null : node.asString();
    }

    private static BigDecimal number(BigDecimal number) {
        if (Math.abs((long) number.scale()) > LARGEST_SCALE) {
            throw new ArithmeticException("a number with too large an exponent");
        }
        return number;
    }
}
