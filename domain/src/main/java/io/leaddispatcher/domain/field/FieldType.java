package io.leaddispatcher.domain.field;

import io.leaddispatcher.domain.document.Rfc3339;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The types a field of a lead can have. */
public enum FieldType {
    TEXT {
        @Override
        public Optional<FieldValue> read(FieldValue value) {
            return switch (value) {
                case FieldValue.Text text when isBlank(text.text()) -> Optional.empty();
                case FieldValue.Text text -> Optional.of(text);
                case FieldValue.Number(var number) -> text(plain(number));
                case FieldValue.Bool(var bool) -> text(Boolean.toString(bool));
                case FieldValue.Day(var day) -> text(day.toString());
                case FieldValue.Moment(var instant) -> text(instant.toString());
                case FieldValue.Items _, FieldValue.Geo _ -> Optional.empty();
            };
        }
    },
    NUMBER {
        @Override
        public Optional<FieldValue> read(FieldValue value) {
            return switch (value) {
                case FieldValue.Number number -> Optional.of(number);
                case FieldValue.Text(var text) when text.length() <= LONGEST_NUMBER ->
                        number(TextFolding.withCase(text));
                default -> Optional.empty();
            };
        }
    },
    BOOLEAN {
        @Override
        public Optional<FieldValue> read(FieldValue value) {
            return switch (value) {
                case FieldValue.Bool bool -> Optional.of(bool);
                case FieldValue.Text(var text) ->
                        switch (TextFolding.fold(text)) {
                            case "true" -> Optional.of(new FieldValue.Bool(true));
                            case "false" -> Optional.of(new FieldValue.Bool(false));
                            default -> Optional.empty();
                        };
                default -> Optional.empty();
            };
        }
    },
    DATE {
        @Override
        public Optional<FieldValue> read(FieldValue value) {
            return instant(value)
                    .map(at -> new FieldValue.Day(LocalDate.ofInstant(at, ZoneOffset.UTC)));
        }
    },
    DATETIME {
        @Override
        public Optional<FieldValue> read(FieldValue value) {
            return instant(value).map(FieldValue.Moment::new);
        }
    },
    LIST {
        @Override
        public Optional<FieldValue> read(FieldValue value) {
            return switch (value) {
                case FieldValue.Items(var items) -> {
                    List<String> filled = items.stream().filter(item -> !isBlank(item)).toList();
                    yield filled.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new FieldValue.Items(filled));
                }
                case FieldValue.Text(var text) when !isBlank(text) ->
                        Optional.of(new FieldValue.Items(List.of(text)));
                default -> Optional.empty();
            };
        }
    },
    GEO {
        @Override
        public Optional<FieldValue> read(FieldValue value) {
            return value instanceof FieldValue.Geo(double lat, double lon)
                            && Math.abs(lat) <= 90
                            && Math.abs(lon) <= 180
                    ? Optional.of(value)
                    : Optional.empty();
        }
    };

    private static final int LONGEST_NUMBER = 1_000;
    private static final int LONGEST_EXPONENT = 100;

    /**
     * What a value counts as in a field of this type: itself, or what it can only mean (numeric
     * text is a number, a day its midnight in UTC). Empty when it is invalid or blank, so missing.
     */
    public abstract Optional<FieldValue> read(FieldValue value);

    /**
     * A day ({@code 2026-12-01}), which means its midnight in UTC, or an RFC 3339 time with its
     * offset. Throws {@link DateTimeException} when the text is neither.
     */
    public static Instant parseInstant(String text) {
        return text.length() <= "2026-12-01".length()
                ? midnight(LocalDate.parse(text))
                : Rfc3339.instant(text);
    }

    private static Optional<Instant> instant(FieldValue value) {
        return switch (value) {
            case FieldValue.Day(var day) -> Optional.of(midnight(day));
            case FieldValue.Moment(var instant) -> Optional.of(instant);
            case FieldValue.Text(var text) -> instant(text.strip());
            default -> Optional.empty();
        };
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(parseInstant(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Optional<FieldValue> number(String text) {
        try {
            return Optional.of(new FieldValue.Number(new BigDecimal(text)));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** Digits alone, unless the exponent would make that absurdly long. */
    private static String plain(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        return Math.abs((long) shortest.scale()) <= LONGEST_EXPONENT
                ? shortest.toPlainString()
                : shortest.toString();
    }

    private static Optional<FieldValue> text(String text) {
        return Optional.of(new FieldValue.Text(text));
    }

    private static boolean isBlank(String text) {
        return TextFolding.fold(text).isEmpty();
    }
}
