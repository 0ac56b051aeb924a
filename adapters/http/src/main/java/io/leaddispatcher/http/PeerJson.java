package io.leaddispatcher.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON of a system outside, within limits; what is missing or of another kind is empty. */
public final class PeerJson {

    public static final PeerJson USUAL = new PeerJson(JsonLimits.USUAL);

    private final JsonMapper mapper;

    public PeerJson(JsonLimits limits) {
        this.mapper = limits.mapper().build();
    }

    /**
     * Throws {@link tools.jackson.core.JacksonException} when the bytes are no JSON or name
     * something twice.
     */
    public JsonNode read(byte[] json) {
        return mapper.readTree(json);
    }

    /** Likewise, where nothing at all says that something was done. */
    public JsonNode readOrNothing(byte[] json) {
        return json.length == 0 ? mapper.createObjectNode() : read(json);
    }

    public byte[] write(Object node) {
        return mapper.writeValueAsBytes(node);
    }

    /** Text, a number or a truth as text, unless it is blank; a number never in powers of ten. */
    public static Optional<String> text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (value.isNumber()) {
            return isWithoutBound(value)
                    ? Optional.empty()
                    : Optional.of(value.decimalValue().toPlainString());
        }
        return value.isValueNode() && !value.isNull()
                ? Optional.of(value.asString()).filter(text -> !text.isBlank())
                : Optional.empty();
    }

    /** Whether a number is so large that it was read as an infinite one. */
    public static boolean isWithoutBound(JsonNode number) {
        return number.isDouble() && !Double.isFinite(number.doubleValue());
    }

    /** Those of these values that are there, by their name. */
    public static Map<String, String> texts(JsonNode object, Set<String> names) {
        Map<String, String> texts = new HashMap<>();
        names.forEach(name -> text(object, name).ifPresent(value -> texts.put(name, value)));
        return texts;
    }

    /** RFC 3339. */
    public static Optional<Instant> instant(JsonNode object, String name) {
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
