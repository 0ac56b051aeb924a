package io.leaddispatcher.web.preview;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Documents from files beside the tests. */
final class Documents {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Documents() {}

    static Map<String, Object> read(String name) {
        try (var file = Documents.class.getResourceAsStream("/preview/" + name + ".json")) {
            return map(JSON.readValue(Objects.requireNonNull(file), Map.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> map(@Nullable Object value) {
        var map = new LinkedHashMap<String, Object>();
        if (value instanceof Map<?, ?> members) {
            members.forEach((name, member) -> map.put(String.valueOf(name), member));
        }
        return map;
    }

    static List<Map<String, Object>> maps(@Nullable Object value) {
        return value instanceof List<?> items
                ? items.stream().map(Documents::map).toList()
                : List.of();
    }
}
