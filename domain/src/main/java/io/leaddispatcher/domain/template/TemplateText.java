package io.leaddispatcher.domain.template;

import java.util.List;
import java.util.Map;

/**
 * A text with places for values, in the part of Mustache that has no logic and reaches nothing:
 * {@code {{name}}} shows a value, {@code {{#name}}…{{/name}}} stands only where there is one,
 * {@code {{^name}}…{{/name}}} only where there is none, {@code {{! …}}} is a remark. A value is
 * text and is never read as a template again.
 */
public record TemplateText(List<Node> nodes) {

    /** A piece of it. */
    sealed interface Node {

        /** As it is. */
        record Words(String text) implements Node {}

        /** Nothing where there is no value. */
        record Variable(String name) implements Node {}

        /**
         * Stands by a condition.
         *
         * @param present whether it stands where there is a value, or where there is none
         */
        record Section(String name, boolean present, List<Node> nodes) implements Node {
            public Section {
                nodes = List.copyOf(nodes);
            }
        }
    }

    public TemplateText {
        nodes = List.copyOf(nodes);
    }

    /**
     * The text with these values in their places.
     *
     * @param values by variable; what is missing or empty counts as no value
     */
    public String filled(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        fill(nodes, values, text);
        return text.toString();
    }

    private static void fill(List<Node> nodes, Map<String, String> values, StringBuilder text) {
        for (Node node : nodes) {
            switch (node) {
                case Node.Words(var words) -> text.append(words);
                case Node.Variable(var name) -> text.append(values.getOrDefault(name, ""));
                case Node.Section(var name, boolean present, var inner) -> {
                    if (present != values.getOrDefault(name, "").isEmpty()) {
                        fill(inner, values, text);
                    }
                }
            }
        }
    }
}
