package io.leaddispatcher.adapter.meetings;

import io.leaddispatcher.http.JsonLimits;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what providers send, within limits; what is missing or of another kind is empty. */
final class Json {

    private static final JsonMapper MAPPER = JsonLimits.USUAL.mapper().build();

    private Json() {}

    /**
     * Throws {@link tools.jackson.core.JacksonException} when the bytes are no JSON or name
     * something twice.
     */
    static JsonNode read(byte[] bytes) {
        return MAPPER.readTree(bytes);
    }

    /** Text that is not blank; numbers and truths count as they are written. */
    static Optional<String> text(JsonNode parent, String name) {
        return text(parent.path(name));
    }

    static Optional<String> text(JsonNode value) {
        return (value.isString() || value.isNumber() || value.isBoolean())
                        && !value.asString().isBlank()
                ? Optional.of(value.asString().strip())
                : Optional.empty();
    }

    /** A time with an offset; one without a readable one is empty. */
    static Optional<Instant> instant(JsonNode parent, String name) {
        return text(parent, name)
                .flatMap(written -> {
                    try {
                        return Optional.of(OffsetDateTime.parse(written).toInstant());
                    } catch (DateTimeException _) {
                        return Optional.empty();
                    }
                });
    }
}
