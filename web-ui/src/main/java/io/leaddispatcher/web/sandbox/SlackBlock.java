package io.leaddispatcher.web.sandbox;

import io.leaddispatcher.web.document.Tree;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A block of a Slack message.
 *
 * @param type {@code header}, {@code section}, {@code context}, {@code actions} or {@code divider}
 * @param lines its text
 * @param fields short texts in two columns, each in its lines
 * @param buttons of an actions block
 */
record SlackBlock(
        String type,
        List<List<Piece>> lines,
        List<List<List<Piece>>> fields,
        List<Button> buttons) {

    /**
     * @param look {@code primary}, {@code danger} or {@code plain}
     */
    record Button(String text, String look, @Nullable String link) {}

    static List<SlackBlock> all(Tree message) {
        var blocks = message.trees("blocks");
        if (blocks.isEmpty()) {
            var lines = markup(message.text("text", ""));
            return List.of(new SlackBlock("section", lines, List.of(), List.of()));
        }
        return blocks.stream().map(SlackBlock::of).toList();
    }

    private static SlackBlock of(Tree block) {
        var type =
                switch (block.text("type", "")) {
                    case "header" -> "header";
                    case "context" -> "context";
                    case "actions" -> "actions";
                    case "divider" -> "divider";
                    default -> "section";
                };
        var elements = block.trees("elements");
        return new SlackBlock(
                type,
                type.equals("context")
                        ? elements.stream().flatMap(part -> text(part).stream()).toList()
                        : text(block.tree("text")),
                block.trees("fields").stream().map(SlackBlock::text).toList(),
                type.equals("actions")
                        ? elements.stream().map(SlackBlock::button).toList()
                        : List.of());
    }

    private static List<List<Piece>> text(Tree text) {
        var content = Objects.requireNonNullElse(text.text("text"), "");
        if (content.isEmpty()) {
            return List.of();
        }
        return text.text("type", "mrkdwn").equals("plain_text")
                ? content.lines().map(line -> List.of(new Piece(line, "plain", null))).toList()
                : markup(content);
    }

    private static List<List<Piece>> markup(String content) {
        return content.lines().map(Piece::ofMarkup).toList();
    }

    private static Button button(Tree button) {
        var look =
                Stream.of("primary", "danger")
                        .filter(style -> style.equals(button.text("style")))
                        .findFirst()
                        .orElse("plain");
        // A choice has no text of its own but what stands in it before something is chosen.
        var chosen = button.tree("placeholder").text("text", "");
        var text = button.tree("text").text("text", chosen.isEmpty() ? "" : chosen + " ▾");
        return new Button(text, look, button.text("url"));
    }
}
