package io.leaddispatcher.adapter.restcrm;

import io.leaddispatcher.http.JsonLimits;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a CRM says, within limits; what is missing or of another kind is empty. */
final class Json {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}");

    private static final JsonMapper MAPPER = JsonLimits.USUAL.mapper().build();

    private Json() {}

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

    /** Text, a number or a truth as text, unless it is blank. */
    static Optional<String> text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isValueNode() && !value.isNull()
                ? Optional.of(value.asString()).filter(text -> !text.isBlank())
                : Optional.empty();
    }

    /** Likewise, when it can be an id of the contract. */
    static Optional<String> id(JsonNode object, String name) {
        return text(object, name).filter(Json::isId);
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** RFC 3339. */
    static Optional<Instant> instant(JsonNode object, String name) {
        return text(object, name)
                .flatMap(text -> {
                    try {
                        return Optional.of(OffsetDateTime.parse(text).toInstant());
                    } catch (DateTimeException _) {
                        return Optional.empty();
                    }
                });
    }
}
