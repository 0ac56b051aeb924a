package io.leaddispatcher.web.policy;

import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A condition in words: what is nested stands in brackets. */
record ConditionSentence(PolicyNames names, Words words) {

    private static final String IN_LIST = "in_list";

    String of(Tree node) {
        if (node.has("field")) {
            return leaf(node);
        }
        if (node.has("not")) {
            return words.say("policy.say.not", of(node.tree("not")));
        }
        boolean all = node.has("all");
        List<Tree> parts = node.trees(all ? "all" : "any");
        if (parts.isEmpty()) {
            return words.say(all ? "policy.say.true" : "policy.say.false");
        }
        return parts.stream()
                .map(part -> parts.size() > 1 && isGroup(part) ? "(" + of(part) + ")" : of(part))
                .collect(
                        Collectors.joining(
                                " " + words.say(all ? "policy.say.and" : "policy.say.or") + " "));
    }

    private static boolean isGroup(Tree node) {
        return node.items("all").size() > 1 || node.items("any").size() > 1;
    }

    private String leaf(Tree leaf) {
        var path = leaf.text("field", "");
        var operator = leaf.text("op", "");
        var asked = words.field(path) + " " + words.name("op", operator);
        if (operator.equals("exists") || operator.equals("missing")) {
            return asked;
        }
        var value = leaf.get("value");
        if (operator.equals("between") && value instanceof List<?> ends && ends.size() == 2) {
            return asked
                    + " "
                    + words.say(
                            "condition.between",
                            words.value(ends.getFirst()),
                            words.value(ends.getLast()));
        }
        return asked + " " + value(operator.equals(IN_LIST) ? "account.lists" : path, value);
    }

    private String value(String path, @Nullable Object value) {
        var kind =
                switch (path) {
                    case "territory" -> "territories";
                    case "segment" -> "segments";
                    case "account.lists" -> "lists";
                    default -> "";
                };
        if (kind.isEmpty()) {
            return words.value(value);
        }
        return value instanceof List<?> keys
                ? keys.stream()
                        .map(key -> names.of(kind, String.valueOf(key)))
                        .collect(Collectors.joining(", "))
                : names.of(kind, String.valueOf(value));
    }
}
