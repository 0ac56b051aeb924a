package io.leaddispatcher.domain.lead;

import static io.leaddispatcher.domain.document.Violation.Code.MALFORMED;
import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;
import static io.leaddispatcher.domain.document.Violation.Code.WRONG_TYPE;

import com.google.common.collect.ImmutableList;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Rfc3339;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.lead.normal.StorableText;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a value of a lead as kindly as its type allows: numeric text counts as a number, {@code
 * "true"} as true, one text as a list of one; what is blank is missing and no mistake.
 */
final class LenientValue {

    /** A database can hold and add up more, but no lead means more. */
    private static final int MOST_DIGITS = 100;

    private static final int MOST_ITEMS = 1_000;

    private static final String LEFT_OUT = ": what comes after them is left out";

    private LenientValue() {}

    /**
     * Empty when the value is missing or, with a violation of the part, not of the type. What is
     * too long loses its end, with a violation as well.
     *
     * @param longest in characters of UTF-16, of the text or of each of the texts
     */
    static Optional<FieldValue> read(Part part, FieldType type, int longest) {
        return switch (type) {
            case TEXT -> text(part).map(text -> new FieldValue.Text(cut(part, text, longest)));
            case NUMBER -> number(part).map(FieldValue.Number::new);
            case BOOLEAN -> bool(part).map(FieldValue.Bool::new);
            case DATE ->
                    parsed(part, "must be a date such as 2026-12-01", LocalDate::parse)
                            .map(FieldValue.Day::new);
            case DATETIME -> instant(part).map(FieldValue.Moment::new);
            case LIST -> items(part, longest).map(FieldValue.Items::new);
            case GEO -> geo(part);
        };
    }

    /**
     * Text that can be stored, without blanks around it. Programs send postal codes and numbers of
     * customers as numbers: those are text as well.
     */
    static Optional<String> text(Part part) {
        if (part.value() instanceof String text) {
            return Optional.of(StorableText.of(text)).filter(plain -> !plain.isEmpty());
        }
        if (part.value() instanceof BigDecimal number && isShort(number)) {
            return Optional.of(number.toPlainString());
        }
        part.violation(WRONG_TYPE, "must be text");
        return Optional.empty();
    }

    /** Between two whole characters. */
    private static String cut(Part part, String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        part.violation(
                OUT_OF_RANGE, "must have at most %d characters%s".formatted(longest, LEFT_OUT));
        return StorableText.cut(text, longest);
    }

    /** What a violation says where the value is refused, and no part of it kept. */
    static String refusal(String message) {
        return message.endsWith(LEFT_OUT)
                ? message.substring(0, message.length() - LEFT_OUT.length())
                : message;
    }

    /** Likewise, of what something is looked up by. */
    static Optional<String> id(Part part) {
        return text(part)
                .filter(id -> {
                    boolean fits = id.length() <= Identity.LONGEST_EXTERNAL_ID;
                    if (!fits) {
                        part.violation(
                                OUT_OF_RANGE,
                                "must have at most %d characters"
                                        .formatted(Identity.LONGEST_EXTERNAL_ID));
                    }
                    return fits;
                });
    }

    static Optional<Instant> instant(Part part) {
        return parsed(
                part,
                "must be a time with offset such as 2026-11-21T09:30:00Z",
                LenientValue::instant);
    }

    private static Instant instant(String text) {
        return Rfc3339.instant(text.length() == "2026-12-01".length() ? text + "T00:00:00Z" : text);
    }

    private static Optional<BigDecimal> number(Part part) {
        Optional<BigDecimal> number =
                part.value() instanceof BigDecimal sent
                        ? Optional.of(sent)
                        : parsed(part, "must be a number", LenientValue::number);
        return number.filter(found -> {
            boolean fits = isShort(found);
            if (!fits) {
                part.violation(
                        OUT_OF_RANGE, "must not have more than %d digits".formatted(MOST_DIGITS));
            }
            return fits;
        });
    }

    private static boolean isShort(BigDecimal number) {
        return number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_DIGITS;
    }

    private static BigDecimal number(String text) {
        // Long digits cost quadratic time to read.
        return new BigDecimal(text.length() > 2 * MOST_DIGITS ? "too long" : text);
    }

    private static Optional<Boolean> bool(Part part) {
        return part.value() instanceof Boolean flag
                ? Optional.of(flag)
                : parsed(part, "must be true or false", LenientValue::bool);
    }

    private static boolean bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        };
    }

    private static Optional<List<String>> items(Part part, int longest) {
        List<Part> elements =
                part.value() instanceof String ? ImmutableList.of(part) : part.items();
        if (elements.size() > MOST_ITEMS) {
            part.violation(
                    OUT_OF_RANGE, "must have at most %d entries%s".formatted(MOST_ITEMS, LEFT_OUT));
        }
        List<String> texts = new ArrayList<>();
        for (Part element : elements.subList(0, Math.min(MOST_ITEMS, elements.size()))) {
            text(element).ifPresent(text -> texts.add(cut(element, text, longest)));
        }
        return Optional.of(texts).filter(found -> !found.isEmpty());
    }

    private static Optional<FieldValue> geo(Part part) {
        if (!part.requireObject()) {
            return Optional.empty();
        }
        Optional<Double> lat = degrees(part, "lat", 90);
        Optional<Double> lon = degrees(part, "lon", 180);
        part.refuseUnknown();
        return lat.flatMap(north -> lon.map(east -> new FieldValue.Geo(north, east)));
    }

    private static Optional<Double> degrees(Part geo, String name, int most) {
        return geo.requiredProperty(name)
                .flatMap(part -> {
                    Optional<Double> degrees = number(part).map(BigDecimal::doubleValue);
                    if (degrees.isPresent() && Math.abs(degrees.get()) > most) {
                        part.violation(
                                OUT_OF_RANGE, "must be from %d to %d".formatted(-most, most));
                        return Optional.empty();
                    }
                    return degrees;
                });
    }

    private static <T> Optional<T> parsed(Part part, String allowed, Function<String, T> parse) {
        if (!(part.value() instanceof String text)) {
            part.violation(WRONG_TYPE, allowed);
            return Optional.empty();
        }
        String plain = StorableText.of(text);
        if (plain.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(plain));
        } catch (DateTimeException | IllegalArgumentException e) {
            part.violation(MALFORMED, allowed);
            return Optional.empty();
        }
    }
}
