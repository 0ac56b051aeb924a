package io.leaddispatcher.http;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON of a system outside, within limits; what is missing or of another kind is empty. Numbers are
 * what was sent, to the last digit.
 */
public final class PeerJson {

    public static final PeerJson USUAL = new PeerJson(JsonLimits.USUAL);

    /** Numbers beyond this power of ten would take memory by the gigabyte once written out. */
    private static final int LARGEST_SCALE = 400;

    private final JsonMapper mapper;

    public PeerJson(JsonLimits limits) {
        this.mapper =
                limits.mapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
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

    /** A number as it was sent, unless it is too large or too small to be meant. */
    public static Optional<BigDecimal> number(JsonNode value) {
        return value.isNumber()
                ? Optional.of(value.decimalValue())
                        .filter(number -> Math.abs(number.scale()) <= LARGEST_SCALE)
                : Optional.empty();
    }

    /** Text, a number or a truth as text, unless it is blank; a number never in powers of ten. */
    public static Optional<String> text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (value.isNumber()) {
            return number(value).map(BigDecimal::toPlainString);
        }
        return value.isValueNode() && !value.isNull()
                ? Optional.of(value.asString()).filter(text -> !text.isBlank())
                : Optional.empty();
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
