package io.leaddispatcher.web.setup;

import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.web.document.DocumentText;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Documents as pages carry them. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static String pretty(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }

    /** Empty when the text is no object, or one that is refused. */
    static Map<String, Object> object(String text) {
        var found = new LinkedHashMap<String, Object>();
        try {
            if (DocumentText.json(text) instanceof Map<?, ?> members) {
                members.forEach((name, value) -> found.put(String.valueOf(name), value));
            }
        } catch (InvalidInputException _) {
            return Map.of();
        }
        return found;
    }
}
