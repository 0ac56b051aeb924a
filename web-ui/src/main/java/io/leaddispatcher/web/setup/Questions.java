package io.leaddispatcher.web.setup;

import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.web.document.Tree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * The condition of a segment as rows: questions that must all hold, or any of them. A condition
 * with groups inside groups has no rows; it is shown as JSON.
 */
final class Questions {

    private static final String WHEN = "when";
    private static final String MATCH = "match";
    private static final String ROWS = "questions";
    private static final Set<String> WITHOUT_VALUE = Set.of("exists", "missing");

    /** Also from to, with blanks around the dash. */
    private static final Pattern BETWEEN = Pattern.compile("[,;]|\\s[\u2013\u2014-]\\s");

    /** Numbers have commas inside. */
    private static final Pattern BETWEEN_NUMBERS =
            Pattern.compile(";|,(?=\\s|$)|\\s[\u2013\u2014-]\\s");

    private static final Pattern SEMICOLON = Pattern.compile(";");

    /** What the pick list of fields sends for one that it does not know. */
    private static final String OTHER = "_other";

    private Questions() {}

    /** What was sent, with the paths that were typed where the pick list did not know them. */
    static MultiValueMap<String, String> picked(MultiValueMap<String, String> sent) {
        var picked = new LinkedMultiValueMap<>(sent);
        sent.forEach((name, values) -> {
            if (values.contains(OTHER) && name.endsWith(".field")) {
                String typed = name.substring(0, name.lastIndexOf('.')) + ".other";
                picked.set(name, sent.toSingleValueMap().getOrDefault(typed, ""));
            }
        });
        return picked;
    }

    /** Whether the condition of a document can be shown as rows. */
    static boolean flat(Map<String, ?> document) {
        return !document.containsKey(WHEN) || !leaves(document.get(WHEN)).isEmpty();
    }

    /** A document with rows instead of its condition, where that is possible. */
    static Map<String, Object> spread(Map<String, ?> document) {
        var spread = new LinkedHashMap<String, Object>(document);
        if (!flat(document)) {
            return spread;
        }
        var when = Tree.of(spread.remove(WHEN));
        spread.put(MATCH, when.has("any") ? "any" : "all");
        spread.put(
                ROWS,
                leaves(document.get(WHEN)).stream()
                        .map(leaf -> {
                            var row = new LinkedHashMap<String, Object>();
                            row.put("field", leaf.text("field", ""));
                            row.put("op", leaf.text("op", ""));
                            row.put("value", text(leaf.get("value")));
                            return row;
                        })
                        .toList());
        return spread;
    }

    /** A document with a condition instead of rows; one that is the same stays as it was. */
    static void gather(
            Map<String, Object> filled,
            Map<String, ?> spread,
            Map<String, ?> stored,
            FieldCatalogue fields) {
        var match = filled.remove(MATCH);
        var rows = filled.remove(ROWS);
        if (!flat(stored) || filled.containsKey(WHEN)) {
            return;
        }
        var before = stored.get(WHEN);
        if (Objects.equals(match, spread.get(MATCH))
                && Objects.equals(
                        rows == null ? List.of() : rows, spread.getOrDefault(ROWS, null))) {
            if (before != null) {
                filled.put(WHEN, before);
            }
            return;
        }
        var questions = new ArrayList<Map<String, Object>>();
        if (rows instanceof List<?> list) {
            list.forEach(row -> questions.add(question(Tree.of(row), fields)));
        }
        if (!questions.isEmpty()) {
            filled.put(WHEN, Map.of("any".equals(match) ? "any" : "all", questions));
        }
    }

    /** Where the rows have what the application calls {@code /when/all/0}. */
    static String pointer(String pointer) {
        return pointer.replaceFirst("^/when/(all|any)/([0-9]+)", "/" + ROWS + "/$2");
    }

    private static List<Tree> leaves(@Nullable Object when) {
        var node = Tree.of(when);
        if (node.has("field")) {
            return List.of(node);
        }
        if (node.members().size() != 1) {
            return List.of();
        }
        var parts = node.trees(node.has("any") ? "any" : "all");
        return parts.stream().allMatch(part -> part.has("field")) ? parts : List.of();
    }

    private static Map<String, Object> question(Tree row, FieldCatalogue fields) {
        var question = new LinkedHashMap<String, Object>();
        var field = row.text("field", "");
        var operator = row.text("op", "");
        question.put("field", field);
        question.put("op", operator);
        if (!WITHOUT_VALUE.contains(operator)) {
            question.put(
                    "value",
                    value(
                            row.text("value", ""),
                            operator,
                            fields.typeOf(field).orElse(FieldType.TEXT)));
        }
        return question;
    }

    private static Object value(String text, String operator, FieldType type) {
        return switch (operator) {
            case "in", "not_in", "between" -> several(text, type);
            case "within_km" -> near(text);
            default -> single(text, type);
        };
    }

    /** Digits on both sides of one comma are two numbers to the one and one to the other. */
    private static List<Object> several(String text, FieldType type) {
        boolean numbers = type == FieldType.NUMBER;
        var parts = parts(text, numbers ? BETWEEN_NUMBERS : BETWEEN);
        return numbers && parts.size() == 1 && parts.getFirst().indexOf(',') >= 0
                ? List.of(text)
                : parts.stream().map(part -> single(part, type)).toList();
    }

    private static List<String> parts(String text, Pattern between) {
        return between.splitAsStream(text)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static Object near(String text) {
        var parts = parts(text, text.indexOf(';') < 0 ? BETWEEN : SEMICOLON);
        var numbers = parts.stream().flatMap(part -> TypedNumber.plain(part).stream()).toList();
        return parts.size() == 3 && numbers.size() == 3
                ? Map.of("lat", numbers.get(0), "lon", numbers.get(1), "km", numbers.get(2))
                : text;
    }

    /** What does not fit stays text, for the application to refuse. */
    private static Object single(String text, FieldType type) {
        return switch (type) {
            case NUMBER -> TypedNumber.of(text).<Object>map(number -> number).orElse(text);
            case BOOLEAN ->
                    text.equals("true") ? (Object) true : text.equals("false") ? false : text;
            default -> text;
        };
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case List<?> items ->
                    items.stream().map(Questions::text).collect(Collectors.joining(", "));
            case Map<?, ?> near ->
                    "%s, %s, %s".formatted(near.get("lat"), near.get("lon"), near.get("km"));
            case BigDecimal number -> TypedNumber.text(number);
            default -> value.toString();
        };
    }
}
