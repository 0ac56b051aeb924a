package io.leaddispatcher.adapter.rest.body;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads JSON or YAML into what documents are made of: maps, lists, text, exact decimals, booleans.
 * Refuses whatever two readers could understand differently, or could not keep.
 */
public final class DocumentParser {

    /** Objects and lists inside each other. */
    public static final int DEEPEST = 64;

    private static final int MOST_DIGITS = 100;
    private static final int LARGEST_EXPONENT = 400;
    private static final int MOST_ALIASES = 50;

    /** Of all values and characters; a line of a file may hold more than a body. */
    private static final long HEAVIEST = 4_000_000;

    /**
     * Likewise with aliases, what is behind them counted each time: they say a thing in fewer words
     * and never more than a body could say without them.
     */
    private static final long HEAVIEST_WITH_ALIASES = RequestBodies.LARGEST;

    private static final StreamReadConstraints CONSTRAINTS =
            StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST + 1)
                    .maxNumberLength(1_000)
                    .maxStringLength(2_000_000)
                    .maxNameLength(1_000)
                    .build();
    private static final TokenStreamFactory JSON =
            JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build();
    private static final TokenStreamFactory YAML =
            YAMLFactory.builder().streamReadConstraints(CONSTRAINTS).build();

    private final JsonParser parser;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private int aliases;
    private long weight;

    private DocumentParser(JsonParser parser) {
        this.parser = parser;
    }

    /** A value that aliases may name. */
    private record Anchored(@Nullable Object value, long weight) {}

    /** Throws {@link MalformedDocumentException}. */
    public static @Nullable Object json(String text) {
        return parse(JSON, text);
    }

    /** Throws {@link MalformedDocumentException}. */
    public static @Nullable Object yaml(String text) {
        return parse(YAML, text);
    }

    private static @Nullable Object parse(TokenStreamFactory format, String text) {
        try (JsonParser parser = format.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw new MalformedDocumentException("The body is empty.");
            }
            Object value = new DocumentParser(parser).value(0);
            if (parser.nextToken() != null) {
                throw new MalformedDocumentException("The body holds more than one document.");
            }
            return value;
        } catch (JacksonException e) {
            throw new MalformedDocumentException(
                    "The body cannot be read: line %d, column %d."
                            .formatted(
                                    e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                                    e.getLocation() == null ? 0 : e.getLocation().getColumnNr()),
                    e);
        }
    }

    private @Nullable Object value(int depth) {
        // The parser tells the anchors of objects and lists only; on anything else it may still
        // hold the one before.
        String anchor =
                parser.currentToken().isStructStart() && parser.getObjectId() instanceof String id
                        ? id
                        : null;
        long before = weight;
        weigh(1);
        Object value =
                switch (parser.currentToken()) {
                    case START_OBJECT -> object(depth + 1);
                    case START_ARRAY -> list(depth + 1);
                    case VALUE_STRING -> isAlias() ? alias(depth) : text(parser.getString());
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
                    case VALUE_TRUE -> true;
                    case VALUE_FALSE -> false;
                    case VALUE_NULL -> null;
                    case null, default ->
                            throw new MalformedDocumentException("The body cannot be read.");
                };
        if (anchor != null) {
            anchors.put(anchor, new Anchored(value, weight - before));
        }
        return value;
    }

    private boolean isAlias() {
        return parser instanceof YAMLParser yaml && yaml.isCurrentAlias();
    }

    private @Nullable Object alias(int depth) {
        aliases++;
        Anchored anchored = anchors.get(parser.getString());
        if (anchored == null || aliases > MOST_ALIASES) {
            throw new MalformedDocumentException(
                    anchored == null
                            ? "An alias must name an object or a list that comes before it."
                            : "More than %d aliases.".formatted(MOST_ALIASES));
        }
        if (depth + depthOf(anchored.value()) > DEEPEST) {
            throw tooDeep();
        }
        weigh(anchored.weight());
        return anchored.value();
    }

    private static int depthOf(@Nullable Object value) {
        int deepest = 0;
        if (value instanceof Map<?, ?> map) {
            for (Object each : map.values()) {
                deepest = Math.max(deepest, depthOf(each));
            }
            return deepest + 1;
        }
        if (value instanceof List<?> list) {
            for (Object each : list) {
                deepest = Math.max(deepest, depthOf(each));
            }
            return deepest + 1;
        }
        return 0;
    }

    private Map<String, @Nullable Object> object(int depth) {
        requireShallow(depth);
        Map<String, @Nullable Object> found = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = text(parser.currentName());
            parser.nextToken();
            if (found.containsKey(name)) {
                throw new MalformedDocumentException("A property is there twice: " + name);
            }
            found.put(name, value(depth));
        }
        return Collections.unmodifiableMap(found);
    }

    private List<@Nullable Object> list(int depth) {
        requireShallow(depth);
        List<@Nullable Object> found = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            found.add(value(depth));
        }
        return Collections.unmodifiableList(found);
    }

    private static void requireShallow(int depth) {
        if (depth > DEEPEST) {
            throw tooDeep();
        }
    }

    private static MalformedDocumentException tooDeep() {
        return new MalformedDocumentException(
                "Objects and lists go deeper than %d.".formatted(DEEPEST));
    }

    private String text(String text) {
        weigh(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair =
                    Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                throw new MalformedDocumentException(
                        "Text holds U+%04X, which is no character.".formatted((int) c));
            }
        }
        return text;
    }

    private BigDecimal number() {
        String text = parser.getString().replace("_", "");
        BigDecimal number;
        try {
            number =
                    parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                            ? new BigDecimal(parser.getBigIntegerValue())
                            : new BigDecimal(text);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new MalformedDocumentException("A number cannot be read.", e);
        }
        long exponent = (long) number.precision() - number.scale();
        if (number.precision() > MOST_DIGITS
                || Math.abs(exponent) > LARGEST_EXPONENT
                || Math.abs((long) number.scale()) > LARGEST_EXPONENT) {
            throw new MalformedDocumentException("A number is too long.");
        }
        return number;
    }

    private void weigh(long more) {
        weight += more;
        if (aliases > 0 && weight > HEAVIEST_WITH_ALIASES) {
            throw new MalformedDocumentException("Aliases make the document too large.");
        }
        if (weight > HEAVIEST) {
            throw new MalformedDocumentException("The body holds too much.");
        }
    }
}
