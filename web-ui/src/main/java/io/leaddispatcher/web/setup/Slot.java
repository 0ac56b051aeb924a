package io.leaddispatcher.web.setup;

import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.web.document.DocumentText;
import io.leaddispatcher.web.layout.TypedHours;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A place of a document that a form can fill, and how the form holds its value as text. Text that
 * does not fit is kept as text: the application refuses it, and the form shows it again.
 *
 * @param name where it stands in the document, parts apart by dots; also the name of the input
 */
record Slot(String name, Type type) {

    enum Type {
        TEXT,
        /** Text of several lines, kept to the letter. */
        LONG_TEXT,
        NUMBER,
        /** False unless it says otherwise. */
        FLAG,
        /** True unless it says otherwise. */
        FLAG_ON,
        /** A list, one entry a line; commas part them too. */
        LINES,
        /** A list, chosen by boxes that are ticked. */
        CHOICES,
        /** One that is chosen of several that are all seen. */
        ONE_OF,
        /** A map, {@code name = value} a line. */
        PAIRS,
        /** A map of lists, {@code name = value, value} a line. */
        LISTS,
        /** A time that something takes: {@code 30 min}, {@code 4 h}, or as ISO 8601 has it. */
        DURATION,
        /** A moment, by the clocks of a zone. */
        MOMENT,
        /** The intervals of a day: {@code 09:00-12:30, 13:30-18:00}. */
        INTERVALS,
        /** Anything, spelled as JSON. */
        JSON
    }

    private static final Pattern SHORT_TIME =
            Pattern.compile("([0-9]{1,6}) ?(s|sec|m|min|h|d|days?|std|tage?)");

    /** Whether the page has several inputs for it, or none but those of its rows. */
    boolean isGroup(Map<String, ?> document) {
        return switch (type) {
            case CHOICES, ONE_OF -> true;
            case JSON -> Paths.get(document, "match") != null;
            default -> false;
        };
    }

    boolean ticked() {
        return type == Type.FLAG || type == Type.FLAG_ON;
    }

    /** What the form holds for a value of the document. */
    String toText(@Nullable Object value, ZoneId zone) {
        if (type == Type.FLAG_ON) {
            return Boolean.FALSE.equals(value) ? "" : "true";
        }
        if (type == Type.JSON) {
            return value == null || value instanceof String
                    ? value == null ? "" : value.toString()
                    : Json.pretty(value);
        }
        return switch (value) {
            case null -> "";
            case Boolean yes -> yes ? "true" : "";
            case List<?> items ->
                    items.stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(type == Type.INTERVALS ? ", " : "\n"));
            case Map<?, ?> pairs ->
                    pairs.entrySet().stream()
                            .map(pair -> pair.getKey() + " = " + joined(pair.getValue()))
                            .collect(Collectors.joining("\n"));
            case String text when type == Type.DURATION -> shortTime(text);
            case String text when type == Type.MOMENT -> local(text, zone);
            case BigDecimal number -> TypedNumber.text(number);
            default -> value.toString();
        };
    }

    /** What the document holds for the text of a form; null: nothing. */
    @Nullable Object toValue(String sent, ZoneId zone) {
        String plain = sent.strip();
        if (ticked()) {
            // What a place is unless it says otherwise is left out.
            boolean usual = (type == Type.FLAG) == plain.isEmpty();
            return usual ? null : (Object) (type == Type.FLAG);
        }
        if (plain.isEmpty()) {
            return null;
        }
        return switch (type) {
            case LONG_TEXT -> sent.replace("\r\n", "\n").stripTrailing();
            case NUMBER -> TypedNumber.of(plain).<Object>map(number -> number).orElse(plain);
            case LINES -> split(plain, "[\\r\\n,]");
            case CHOICES -> split(plain, "[\\r\\n]");
            case INTERVALS -> TypedHours.intervals(plain);
            case PAIRS -> pairs(plain, false);
            case LISTS -> pairs(plain, true);
            case DURATION -> duration(plain);
            case MOMENT -> moment(plain, zone);
            case JSON -> json(plain);
            default -> plain;
        };
    }

    private static String joined(Object value) {
        return value instanceof List<?> items
                ? items.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : String.valueOf(value);
    }

    private static List<String> split(String text, String at) {
        return Arrays.stream(text.split(at, -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static Object pairs(String text, boolean lists) {
        Map<String, Object> pairs = new LinkedHashMap<>();
        for (String line : split(text, "[\\r\\n]")) {
            int sign = line.indexOf('=') < 0 ? line.indexOf(':') : line.indexOf('=');
            if (sign < 1) {
                return text;
            }
            String value = line.substring(sign + 1).strip();
            pairs.put(line.substring(0, sign).strip(), lists ? split(value, ",") : value);
        }
        return pairs;
    }

    private static String duration(String text) {
        var matcher = SHORT_TIME.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return text;
        }
        long amount = Long.parseLong(matcher.group(1));
        var unit = matcher.group(2);
        var time =
                switch (unit.charAt(0)) {
                    case 'm' -> Duration.ofMinutes(amount);
                    case 'h' -> Duration.ofHours(amount);
                    case 'd', 't' -> Duration.ofDays(amount);
                    default ->
                            unit.equals("std")
                                    ? Duration.ofHours(amount)
                                    : Duration.ofSeconds(amount);
                };
        return time.toString();
    }

    /** {@code PT4H}: 4 h. What is no round number of any unit stays as it is. */
    private static String shortTime(String text) {
        try {
            Duration time = Duration.parse(text);
            if (time.isNegative() || time.isZero()) {
                return text;
            }
            if (!time.equals(Duration.ofSeconds(time.toSeconds()))) {
                return text;
            }
            long seconds = time.toSeconds();
            if (seconds % 86_400 == 0) {
                return seconds / 86_400 + " d";
            }
            if (seconds % 3_600 == 0) {
                return seconds / 3_600 + " h";
            }
            return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
        } catch (DateTimeException _) {
            return text;
        }
    }

    private static String local(String text, ZoneId zone) {
        try {
            return OffsetDateTime.parse(text)
                    .atZoneSameInstant(zone)
                    .toLocalDateTime()
                    .truncatedTo(ChronoUnit.MINUTES)
                    .toString();
        } catch (DateTimeException _) {
            return text;
        }
    }

    private static String moment(String text, ZoneId zone) {
        try {
            return LocalDateTime.parse(text).atZone(zone).toInstant().toString();
        } catch (DateTimeException _) {
            return text;
        }
    }

    private static Object json(String text) {
        try {
            Object value = DocumentText.json(text);
            return value == null ? text : value;
        } catch (InvalidInputException _) {
            return text;
        }
    }
}
