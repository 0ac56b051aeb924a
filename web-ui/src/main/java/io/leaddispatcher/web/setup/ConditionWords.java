package io.leaddispatcher.web.setup;

import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import java.util.stream.Collectors;

/** A condition as one sentence. */
final class ConditionWords {

    private static final int DEEPEST = 3;
    private static final String DOTS = "\u2026";

    private ConditionWords() {}

    static String of(Tree condition, Words words) {
        return of(condition, 0, words);
    }

    private static String of(Tree node, int depth, Words words) {
        if (depth > DEEPEST) {
            return DOTS;
        }
        if (node.has("field")) {
            return leaf(node, words);
        }
        if (node.has("not")) {
            return words.say("setup.condition.not", of(node.tree("not"), depth + 1, words));
        }
        for (String kind : List.of("all", "any")) {
            if (node.has(kind)) {
                var said =
                        node.trees(kind).stream()
                                .map(part -> of(part, depth + 1, words))
                                .collect(
                                        Collectors.joining(
                                                " " + words.say("setup.condition." + kind) + " "));
                return depth == 0 || node.trees(kind).size() < 2 ? said : "(" + said + ")";
            }
        }
        return DOTS;
    }

    private static String leaf(Tree leaf, Words words) {
        var subject = words.field(leaf.text("field", ""));
        var operator = words.name("op", leaf.text("op", ""));
        return leaf.has("value")
                ? "%s %s %s".formatted(subject, operator, words.value(leaf.get("value")))
                : "%s %s".formatted(subject, operator);
    }
}
