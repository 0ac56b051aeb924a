package io.leaddispatcher.web.lead;

import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of a condition: a group, or a question with the value that it saw.
 *
 * @param depth how many groups it stands in; deeper than six is shown like six
 * @param verdict {@code holds}, {@code fails}, or {@code masked} where that would tell what is
 *     hidden from the reader
 * @param expected what was asked for; null for a group, and where the operator says it all
 * @param actual what was there; null for a group
 * @param note that it was not asked, and why; null when it was
 */
record ConditionLine(
        int depth,
        boolean group,
        String verdict,
        String subject,
        @Nullable String path,
        @Nullable String operator,
        @Nullable String expected,
        @Nullable String actual,
        @Nullable String note) {

    private static final int DEEPEST = 6;

    static List<ConditionLine> all(Tree condition, Words words) {
        var lines = new ArrayList<ConditionLine>();
        add(lines, condition, 0, words);
        return List.copyOf(lines);
    }

    private static void add(List<ConditionLine> lines, Tree node, int depth, Words words) {
        int shown = Math.min(depth, DEEPEST);
        if (node.has("field")) {
            lines.add(leaf(node, shown, words));
            return;
        }
        for (String kind : List.of("all", "any", "not")) {
            if (node.has(kind)) {
                var says = words.say("condition." + kind);
                lines.add(
                        new ConditionLine(
                                shown, true, verdict(node), says, null, null, null, null, null));
                parts(node, kind).forEach(part -> add(lines, part, depth + 1, words));
            }
        }
    }

    private static ConditionLine leaf(Tree node, int depth, Words words) {
        var path = node.text("field", "");
        var operator = node.text("op", "");
        boolean asksForPresence = operator.equals("exists") || operator.equals("missing");
        return new ConditionLine(
                depth,
                false,
                verdict(node),
                words.field(path),
                path,
                words.name("op", operator),
                asksForPresence ? null : expected(operator, node.get("value"), words),
                node.has("actual") ? words.value(node.get("actual")) : words.say("value.missing"),
                note(node.text("note"), words));
    }

    private static @Nullable String note(@Nullable String kept, Words words) {
        return kept == null ? null : words.reason(kept);
    }

    private static String verdict(Tree node) {
        return node.get("result") instanceof Boolean result ? result ? "holds" : "fails" : "masked";
    }

    private static String expected(String operator, @Nullable Object value, Words words) {
        return operator.equals("between") && value instanceof List<?> ends && ends.size() == 2
                ? words.say(
                        "condition.between",
                        words.value(ends.getFirst()),
                        words.value(ends.getLast()))
                : words.value(value);
    }

    private static List<Tree> parts(Tree node, String kind) {
        return kind.equals("not") ? List.of(node.tree("not")) : node.trees(kind);
    }

    /**
     * The first question that made the condition not hold, in a sentence. Null: there is none, or
     * it is hidden from the reader.
     */
    static @Nullable String deciding(Tree condition, Words words) {
        return deciding(condition, false)
                .map(leaf -> leaf(leaf, 0, words).sentence(leaf.text("op", ""), words))
                .orElse(null);
    }

    private String sentence(String code, Words words) {
        if (verdict.equals("holds")) {
            // Within a "not".
            return words.say("condition.unwanted", subject, String.valueOf(actual));
        }
        var wanted = words.say("want." + code, expected == null ? "" : expected);
        return words.say("condition.sentence", subject, String.valueOf(actual), wanted);
    }

    private static Optional<Tree> deciding(Tree node, boolean result) {
        if (node.has("field")) {
            return Boolean.valueOf(result).equals(node.get("result"))
                    ? Optional.of(node)
                    : Optional.empty();
        }
        if (node.has("not")) {
            return deciding(node.tree("not"), !result);
        }
        return List.of("all", "any").stream()
                .flatMap(kind -> node.trees(kind).stream())
                .flatMap(part -> deciding(part, result).stream())
                .findFirst();
    }
}
