package io.leaddispatcher.web.setup;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Documents as text, with the numbers exactly as they are, and no deeper than the API takes. */
final class Json {

    private static final int DEEPEST = 64;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private Json() {}

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static String pretty(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }

    /** Throws {@link JacksonException} when the text is no JSON. */
    static @Nullable Object read(String text) {
        return exact(MAPPER.readValue(text, Object.class));
    }

    /** Empty when the text is no object. */
    static Map<String, Object> object(String text) {
        var found = new LinkedHashMap<String, Object>();
        try {
            if (read(text) instanceof Map<?, ?> members) {
                members.forEach((name, value) -> found.put(String.valueOf(name), value));
            }
        } catch (JacksonException _) {
            return Map.of();
        }
        return found;
    }

    /** All numbers as documents have them; members without a value are left out. */
    private static @Nullable Object exact(@Nullable Object value) {
        return switch (value) {
            case Integer number -> BigDecimal.valueOf(number);
            case Long number -> BigDecimal.valueOf(number);
            case BigInteger number -> new BigDecimal(number);
            case List<?> items -> items.stream().map(Json::exact).toList();
            case Map<?, ?> members -> {
                var all = new LinkedHashMap<String, Object>();
                members.forEach((name, member) -> {
                    var read = exact(member);
                    if (read != null) {
                        all.put(String.valueOf(name), read);
                    }
                });
                yield all;
            }
            case null, default -> value;
        };
    }
}
