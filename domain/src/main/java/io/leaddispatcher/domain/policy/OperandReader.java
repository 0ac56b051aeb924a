package io.leaddispatcher.domain.policy;

import static io.leaddispatcher.domain.document.Violation.Code.MALFORMED;
import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;
import static io.leaddispatcher.domain.document.Violation.Code.REQUIRED;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Range;
import com.google.common.collect.Sets;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.field.TextFolding;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the value of a leaf into what is compared with, saying what is wrong with it. */
final class OperandReader {

    static final int LONGEST_PATTERN = 1_000;

    static final ImmutableSet<Operator> EQUALITY =
            Sets.immutableEnumSet(Operator.EQ, Operator.NE, Operator.IN, Operator.NOT_IN);

    /**
     * Values that are compared as {@code C}.
     *
     * @param operand reads one from a policy
     * @param measure takes it from a field
     */
    record Measured<C extends Comparable<? super C>>(
            Function<Part, Optional<C>> operand, Function<FieldValue, C> measure) {}

    /** Without trailing zeros, so that equal numbers are equal. */
    static final Measured<BigDecimal> NUMBERS =
            new Measured<>(
                    part -> part.asNumber().map(BigDecimal::stripTrailingZeros),
                    value -> ((FieldValue.Number) value).number().stripTrailingZeros());

    static final Measured<Boolean> FLAGS =
            new Measured<>(Part::asFlag, value -> ((FieldValue.Bool) value).bool());

    static final Measured<Instant> INSTANTS =
            new Measured<>(
                    part ->
                            part.parsed(
                                    "must be a date such as 2026-12-01 or a time with offset such"
                                            + " as 2026-12-01T09:30:00Z",
                                    FieldType::parseInstant),
                    OperandReader::instant);

    /** {@code HH:mm}, which sorts as it runs. */
    static final Measured<String> TIMES_OF_DAY =
            new Measured<>(
                    OperandReader::timeOfDay,
                    value -> TextFolding.fold(((FieldValue.Text) value).text()));

    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

    private static final ImmutableSet<String> WEEKDAYS =
            ImmutableSet.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    private OperandReader() {}

    /** The values of an operator that asks for one of them: a list for {@code in}, else one. */
    static <C> Optional<ImmutableSet<C>> values(
            Part value, Operator op, Function<Part, Optional<C>> read) {
        if (op != Operator.IN && op != Operator.NOT_IN) {
            return read.apply(value).map(ImmutableSet::of);
        }
        List<Part> items = value.items();
        if (items.isEmpty() && value.value() instanceof List) {
            value.violation(REQUIRED, "must name at least one value");
        }
        List<Optional<C>> found = items.stream().map(read).toList();
        return found.isEmpty() || found.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(
                        found.stream()
                                .flatMap(Optional::stream)
                                .collect(ImmutableSet.toImmutableSet()));
    }

    /** {@code [low, high]}, both included. */
    static <C extends Comparable<? super C>> Optional<Range<C>> range(
            Part value, Function<Part, Optional<C>> read) {
        List<Part> ends = value.items();
        if (ends.size() != 2) {
            if (value.value() instanceof List) {
                value.violation(OUT_OF_RANGE, "must be exactly two values: [low, high]");
            }
            return Optional.empty();
        }
        Optional<C> low = read.apply(ends.getFirst());
        Optional<C> high = read.apply(ends.getLast());
        if (low.isEmpty() || high.isEmpty()) {
            return Optional.empty();
        }
        if (low.get().compareTo(high.get()) > 0) {
            value.violation(OUT_OF_RANGE, "must not be reversed: [low, high]");
            return Optional.empty();
        }
        return Optional.of(Range.closed(low.get(), high.get()));
    }

    static Optional<String> folded(Part value) {
        return value.asText().map(TextFolding::fold);
    }

    /** A text that the field at a path can hold. */
    static Optional<String> textOf(String path, Part part) {
        if (FieldCatalogue.isTimeOfDay(path)) {
            return timeOfDay(part);
        }
        Optional<String> text = part.asText();
        if (FieldCatalogue.isWeekday(path)
                && text.filter(day -> !WEEKDAYS.contains(TextFolding.fold(day))).isPresent()) {
            part.violation(OUT_OF_RANGE, "must be one of MON, TUE, WED, THU, FRI, SAT, SUN");
            return Optional.empty();
        }
        return text;
    }

    static Optional<Pattern> pattern(Part value) {
        return value.asText()
                // Blanks at its ends are part of it.
                .map(_ -> String.valueOf(value.value()))
                .flatMap(text -> {
                    if (text.length() > LONGEST_PATTERN) {
                        value.violation(
                                OUT_OF_RANGE,
                                "must not be longer than %d characters".formatted(LONGEST_PATTERN));
                        return Optional.empty();
                    }
                    if (!PatternSize.isBearable(text)) {
                        value.violation(
                                OUT_OF_RANGE, "must not repeat so much: use smaller counts");
                        return Optional.empty();
                    }
                    try {
                        return Optional.of(Pattern.compile(text, Pattern.CASE_INSENSITIVE));
                    } catch (PatternSyntaxException e) {
                        value.violation(
                                MALFORMED,
                                "must be a pattern in RE2 syntax: %s"
                                        .formatted(e.getDescription()));
                        return Optional.empty();
                    }
                });
    }

    static Optional<LeafTest> near(Part value) {
        if (!value.requireObject()) {
            return Optional.empty();
        }
        Optional<Double> lat = number(value, "lat", -90, 90);
        Optional<Double> lon = number(value, "lon", -180, 180);
        Optional<Double> km = number(value, "km", 0, 20_100);
        value.refuseUnknown();
        return lat.flatMap(
                north -> lon.flatMap(east -> km.map(far -> new LeafTest.Near(north, east, far))));
    }

    private static Optional<Double> number(Part object, String name, int least, int most) {
        return object.requiredProperty(name)
                .flatMap(part ->
                        part.asNumber()
                                .flatMap(number -> {
                                    if (number.compareTo(BigDecimal.valueOf(least)) < 0
                                            || number.compareTo(BigDecimal.valueOf(most)) > 0) {
                                        part.violation(
                                                OUT_OF_RANGE,
                                                "must be from %d to %d".formatted(least, most));
                                        return Optional.empty();
                                    }
                                    return Optional.of(number.doubleValue());
                                }));
    }

    private static Optional<String> timeOfDay(Part part) {
        return part.asText()
                .flatMap(text -> {
                    if (TIME.matches(text)) {
                        return Optional.of(text);
                    }
                    part.violation(MALFORMED, "must be a time of day such as 09:30");
                    return Optional.empty();
                });
    }

    private static Instant instant(FieldValue value) {
        return value instanceof FieldValue.Day(var day)
                ? day.atStartOfDay(ZoneOffset.UTC).toInstant()
                : ((FieldValue.Moment) value).instant();
    }
}
