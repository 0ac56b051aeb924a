package io.leaddispatcher.web.setup;

import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.web.document.Tree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
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
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}([.][0-9]{1,9})?");

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
        var parts =
                Arrays.stream(text.split("[,;]|\\s[\u2013\u2014-]\\s", -1))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
        return switch (operator) {
            case "in", "not_in", "between" ->
                    parts.stream().map(part -> single(part, type)).toList();
            case "within_km" -> near(parts, text);
            default -> single(text, type);
        };
    }

    private static Object near(List<String> parts, String text) {
        return parts.size() == 3 && parts.stream().allMatch(part -> NUMBER.matcher(part).matches())
                ? Map.of(
                        "lat", new BigDecimal(parts.get(0)),
                        "lon", new BigDecimal(parts.get(1)),
                        "km", new BigDecimal(parts.get(2)))
                : text;
    }

    /** What does not fit stays text, for the application to refuse. */
    private static Object single(String text, FieldType type) {
        return switch (type) {
            case NUMBER -> NUMBER.matcher(text).matches() ? new BigDecimal(text) : text;
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
            case BigDecimal number -> number.toPlainString();
            default -> value.toString();
        };
    }
}
