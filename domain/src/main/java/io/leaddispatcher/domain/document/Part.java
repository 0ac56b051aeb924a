package io.leaddispatcher.domain.document;

import static io.leaddispatcher.domain.document.Violation.Code.MALFORMED;
import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;
import static io.leaddispatcher.domain.document.Violation.Code.REQUIRED;
import static io.leaddispatcher.domain.document.Violation.Code.UNKNOWN_PROPERTY;
import static io.leaddispatcher.domain.document.Violation.Code.WRONG_TYPE;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A part of a document that was sent: its value, and where it stands. Reading never throws for what
 * the sender can mend; it adds a violation and answers empty.
 *
 * <p>Values are what JSON and YAML know: {@code Map<String, ?>} in the order sent, {@code List<?>},
 * {@code String}, {@code BigDecimal}, {@code Boolean}, {@code null}. A property that is {@code
 * null} counts as left out. A property that nobody asked for is refused by {@link
 * #refuseUnknown()}.
 */
public final class Part {

    /** More names than any shape has; of those that the sender has chosen there may be more. */
    private static final int MOST_KNOWN = 100;

    private final @Nullable Object value;
    private final String pointer;
    private final Violations violations;
    private final Set<String> asked = new HashSet<>();

    private Part(@Nullable Object value, String pointer, Violations violations) {
        this.value = value;
        this.pointer = pointer;
        this.violations = violations;
    }

    /** The whole document. */
    public static Part root(@Nullable Object value, Violations violations) {
        return new Part(value, "", violations);
    }

    public String pointer() {
        return pointer;
    }

    public @Nullable Object value() {
        return value;
    }

    public Violations violations() {
        return violations;
    }

    public void violation(Violation.Code code, String message) {
        violations.add(pointer, code, message);
    }

    /** Whether this is an object; if not, says so. */
    public boolean requireObject() {
        if (value instanceof Map) {
            return true;
        }
        violation(WRONG_TYPE, "must be an object");
        return false;
    }

    /** The names of an object's properties, in the order sent; none when this is no object. */
    public List<String> names() {
        return value instanceof Map<?, ?> map
                ? map.keySet().stream().map(String::valueOf).toList()
                : List.of();
    }

    /** A property, when it was sent and is not null. Asking makes the name a known one. */
    public Optional<Part> property(String name) {
        asked.add(name);
        return value instanceof Map<?, ?> map && map.get(name) != null
                ? Optional.of(new Part(map.get(name), child(name), violations))
                : Optional.empty();
    }

    public Optional<Part> requiredProperty(String name) {
        Optional<Part> found = property(name);
        if (found.isEmpty()) {
            violations.add(child(name), REQUIRED, "'%s' is required".formatted(name));
        }
        return found;
    }

    /**
     * Takes these names without reading them (read-only properties of an answer that is sent back).
     */
    public void ignore(String... names) {
        asked.addAll(Arrays.asList(names));
    }

    /** Names each property that nobody asked for, as long as violations are kept. */
    public void refuseUnknown() {
        List<String> unknown =
                names().stream()
                        .filter(name -> !asked.contains(name))
                        .limit(Violations.MOST)
                        .toList();
        if (unknown.isEmpty() || violations.isFull()) {
            return;
        }
        String known = known();
        unknown.forEach(name ->
                violations.add(
                        child(name),
                        UNKNOWN_PROPERTY,
                        "'%s' is not known here; known: %s".formatted(name, known)));
    }

    private String known() {
        String first = asked.stream().sorted().limit(MOST_KNOWN).collect(Collectors.joining(", "));
        return asked.size() > MOST_KNOWN ? first + ", …" : first;
    }

    /** The elements of a list; when this is no list, says so and answers none. */
    public List<Part> items() {
        if (!(value instanceof List<?> list)) {
            violation(WRONG_TYPE, "must be a list");
            return List.of();
        }
        List<Part> items = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            items.add(new Part(list.get(i), pointer + "/" + i, violations));
        }
        return items;
    }

    /** The elements of a list property; none when it was left out. */
    public List<Part> items(String name) {
        return property(name).map(Part::items).orElse(List.of());
    }

    /** Text that is not blank and can be stored, without the blanks around it. */
    public Optional<String> asText() {
        if (!(value instanceof String text)) {
            violation(WRONG_TYPE, "must be text");
            return Optional.empty();
        }
        if (text.isBlank()) {
            violation(REQUIRED, "must not be blank");
            return Optional.empty();
        }
        if (!isStorable(text)) {
            violation(MALFORMED, STORABLE_ALLOWED);
            return Optional.empty();
        }
        return Optional.of(text.strip());
    }

    /** What is said of a text that is not {@link #isStorable storable}. */
    public static final String STORABLE_ALLOWED = "must not hold a character that cannot be stored";

    /** The database takes no text that holds U+0000. */
    public static boolean isStorable(String text) {
        return text.indexOf('\0') < 0;
    }

    /**
     * Likewise, of what somebody has written in their own words.
     *
     * @param longest how many characters it may have
     */
    public Optional<String> asText(int longest) {
        return asText().filter(text -> {
            if (text.codePointCount(0, text.length()) > longest) {
                violation(OUT_OF_RANGE, "must have at most %d characters".formatted(longest));
                return false;
            }
            return true;
        });
    }

    public Optional<String> text(String name) {
        return property(name).flatMap(Part::asText);
    }

    public Optional<String> requiredText(String name) {
        return requiredProperty(name).flatMap(Part::asText);
    }

    /** A list of texts; an element that is none is named. */
    public List<String> texts(String name) {
        return items(name).stream().flatMap(item -> item.asText().stream()).toList();
    }

    public Optional<Boolean> asFlag() {
        if (value instanceof Boolean flag) {
            return Optional.of(flag);
        }
        violation(WRONG_TYPE, "must be true or false");
        return Optional.empty();
    }

    public boolean flag(String name, boolean whenLeftOut) {
        return property(name).flatMap(Part::asFlag).orElse(whenLeftOut);
    }

    public Optional<BigDecimal> asNumber() {
        if (value instanceof BigDecimal number) {
            return Optional.of(number);
        }
        violation(WRONG_TYPE, "must be a number");
        return Optional.empty();
    }

    /** A whole number between two bounds, both included. */
    public Optional<Integer> asInteger(int least, int most) {
        return asNumber()
                .flatMap(number -> {
                    if (number.stripTrailingZeros().scale() > 0
                            || number.compareTo(BigDecimal.valueOf(least)) < 0
                            || number.compareTo(BigDecimal.valueOf(most)) > 0) {
                        violation(
                                OUT_OF_RANGE,
                                "must be a whole number from %d to %d".formatted(least, most));
                        return Optional.empty();
                    }
                    return Optional.of(number.intValueExact());
                });
    }

    public Optional<Integer> integer(String name, int least, int most) {
        return property(name).flatMap(part -> part.asInteger(least, most));
    }

    /** One of an enum's names, exactly as spelled. */
    public <E extends Enum<E>> Optional<E> asOneOf(Class<E> type) {
        List<E> known = List.of(type.getEnumConstants());
        Optional<E> found =
                known.stream().filter(constant -> constant.name().equals(value)).findFirst();
        if (found.isEmpty()) {
            violation(
                    value instanceof String ? OUT_OF_RANGE : WRONG_TYPE,
                    "must be one of "
                            + known.stream().map(Enum::name).collect(Collectors.joining(", ")));
        }
        return found;
    }

    public <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> type) {
        return property(name).flatMap(part -> part.asOneOf(type));
    }

    /** An ISO 8601 duration of at least {@code least}. */
    public Optional<Duration> asDuration(Duration least) {
        return parsed("must be an ISO 8601 duration such as PT15M", Duration::parse)
                .filter(duration -> {
                    boolean fits = duration.compareTo(least) >= 0;
                    if (!fits) {
                        violation(OUT_OF_RANGE, "must be at least " + least);
                    }
                    return fits;
                });
    }

    public Optional<Duration> duration(String name, Duration least) {
        return property(name).flatMap(part -> part.asDuration(least));
    }

    /** An RFC 3339 instant with its offset. */
    public Optional<Instant> asInstant() {
        return parsed("must be a time with offset such as 2026-11-21T09:30:00Z", Rfc3339::instant);
    }

    public Optional<ZoneId> zone(String name) {
        return property(name)
                .flatMap(part ->
                        part.parsed("must be a time zone such as Europe/Berlin", ZoneId::of));
    }

    /**
     * Text turned into a value; when {@code parse} throws, {@code allowed} is what the sender
     * reads.
     */
    public <T> Optional<T> parsed(String allowed, Function<String, T> parse) {
        return asText().flatMap(text -> {
            try {
                return Optional.of(parse.apply(text));
            } catch (DateTimeException | IllegalArgumentException e) {
                violation(MALFORMED, allowed);
                return Optional.empty();
            }
        });
    }

    /** The pointer of a child, escaped by RFC 6901. */
    public String child(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
