package io.leaddispatcher.adapter.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Slack's rules for a message, by its documentation: structure and limits. */
final class BlockKit {

    private static final Set<String> MESSAGE =
            Set.of("header", "section", "context", "actions", "divider");
    private static final Set<String> MODAL = Set.of("input", "section");

    private BlockKit() {}

    /** A message, new or changed, without its channel. */
    static void requireValid(Map<String, Object> body) {
        assertThat(text(body, "text")).isNotBlank().hasSizeLessThan(4_000);
        requireHarmless(text(body, "text"));
        requireBlocks(list(body, "blocks"), MESSAGE, 50);
    }

    /** A window. */
    static void requireModal(Map<String, Object> view) {
        assertThat(text(view, "type")).isEqualTo("modal");
        requirePlain(map(view, "title"), 24);
        requirePlain(map(view, "close"), 24);
        List<Map<String, Object>> blocks = list(view, "blocks");
        if (view.containsKey("submit")) {
            requirePlain(map(view, "submit"), 24);
        }
        assertThat(view.containsKey("submit"))
                .as("what is filled in can be sent")
                .isEqualTo(blocks.stream().anyMatch(block -> text(block, "type").equals("input")));
        if (view.containsKey("callback_id")) {
            assertThat(text(view, "callback_id")).hasSizeBetween(1, 255);
            assertThat(text(view, "private_metadata")).hasSizeBetween(1, 3_000);
        }
        requireBlocks(blocks, MODAL, 100);
    }

    /** A home page. */
    static void requireHome(Map<String, Object> view) {
        assertThat(text(view, "type")).isEqualTo("home");
        requireBlocks(list(view, "blocks"), MESSAGE, 100);
    }

    private static void requireBlocks(
            List<Map<String, Object>> blocks, Set<String> allowed, int most) {
        assertThat(blocks).hasSizeBetween(1, most);
        Set<String> ids = new HashSet<>();
        for (Map<String, Object> block : blocks) {
            assertThat(allowed).contains(text(block, "type"));
            if (block.containsKey("block_id")) {
                assertThat(text(block, "block_id")).hasSizeBetween(1, 255);
                assertThat(ids.add(text(block, "block_id"))).isTrue();
            }
            switch (text(block, "type")) {
                case "header" -> requirePlain(map(block, "text"), 150);
                case "section" -> requireSection(block);
                case "divider" -> assertThat(block).containsOnlyKeys("type");
                case "context" -> {
                    assertThat(list(block, "elements")).hasSizeBetween(1, 10);
                    list(block, "elements").forEach(e -> requireText(e, 3_000));
                }
                case "input" -> {
                    requirePlain(map(block, "label"), 2_000);
                    requireElement(map(block, "element"));
                }
                default -> {
                    assertThat(list(block, "elements")).hasSizeBetween(1, 25);
                    Set<String> actions = new HashSet<>();
                    for (Map<String, Object> element : list(block, "elements")) {
                        requireElement(element);
                        assertThat(actions.add(text(element, "action_id"))).isTrue();
                    }
                }
            }
        }
    }

    private static void requireElement(Map<String, Object> element) {
        assertThat(text(element, "action_id")).hasSizeBetween(1, 255);
        switch (text(element, "type")) {
            case "button" -> requireButton(element);
            case "static_select" -> {
                if (element.containsKey("placeholder")) {
                    requirePlain(map(element, "placeholder"), 150);
                }
                Set<String> values = new HashSet<>();
                if (element.containsKey("option_groups")) {
                    assertThat(element).doesNotContainKey("options");
                    assertThat(list(element, "option_groups")).hasSizeBetween(1, 100);
                    for (Map<String, Object> group : list(element, "option_groups")) {
                        requirePlain(map(group, "label"), 75);
                        requireOptions(group, values);
                    }
                } else {
                    requireOptions(element, values);
                }
            }
            case "plain_text_input" -> {
                int most = (Integer) Objects.requireNonNull(element.get("max_length"));
                assertThat(most).isBetween(1, 3_000);
                if (element.containsKey("initial_value")) {
                    assertThat(text(element, "initial_value")).hasSizeBetween(1, most);
                }
            }
            default -> throw new AssertionError("no such element: " + element);
        }
    }

    private static void requireOptions(Map<String, Object> of, Set<String> values) {
        assertThat(list(of, "options")).hasSizeBetween(1, 100);
        for (Map<String, Object> option : list(of, "options")) {
            requirePlain(map(option, "text"), 75);
            assertThat(text(option, "value")).hasSizeBetween(1, 150);
            assertThat(values.add(text(option, "value"))).isTrue();
        }
    }

    private static void requireSection(Map<String, Object> block) {
        if (block.containsKey("text")) {
            requireText(map(block, "text"), 3_000);
        } else {
            assertThat(list(block, "fields")).hasSizeBetween(1, 10);
            list(block, "fields").forEach(field -> requireText(field, 2_000));
        }
    }

    private static void requireButton(Map<String, Object> button) {
        requirePlain(map(button, "text"), 75);
        if (button.containsKey("style")) {
            assertThat(text(button, "style")).isIn("primary", "danger");
        }
        if (button.containsKey("confirm")) {
            Map<String, Object> confirm = map(button, "confirm");
            requirePlain(map(confirm, "title"), 100);
            requirePlain(map(confirm, "text"), 300);
            requirePlain(map(confirm, "confirm"), 30);
            requirePlain(map(confirm, "deny"), 30);
        }
        if (button.containsKey("value")) {
            assertThat(text(button, "value")).hasSizeBetween(1, 2_000);
        }
        if (button.containsKey("url")) {
            assertThat(text(button, "url")).hasSizeBetween(1, 3_000).startsWith("http");
        }
    }

    private static void requirePlain(Map<String, Object> object, int most) {
        assertThat(text(object, "type")).isEqualTo("plain_text");
        assertThat(text(object, "text")).isNotBlank().hasSizeLessThanOrEqualTo(most);
    }

    private static void requireText(Map<String, Object> object, int most) {
        assertThat(text(object, "type")).isEqualTo("mrkdwn");
        assertThat(text(object, "text")).isNotBlank().hasSizeLessThanOrEqualTo(most);
        requireHarmless(text(object, "text"));
    }

    /** No mention, no link and no broken entity but our own dates and links. */
    static void requireHarmless(String text) {
        String rest =
                text.replaceAll("<!date\\^\\d+\\^[^<>|^]*\\|[^<>|]*>", "")
                        .replaceAll("<https://app\\.example\\.test/[a-z0-9/-]*\\|([^<>|]*)>", "$1");
        assertThat(rest).doesNotContain("<", ">");
        assertThat(rest.replaceAll("&(amp|lt|gt);", "")).doesNotContain("&");
        assertThat(text.codePoints().noneMatch(p -> Character.getType(p) == Character.SURROGATE))
                .isTrue();
    }

    static String text(Map<String, Object> object, String name) {
        return (String) Objects.requireNonNull(object.get(name), name);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Map<String, Object> object, String name) {
        return (Map<String, Object>) Objects.requireNonNull(object.get(name), name);
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> list(Map<String, Object> object, String name) {
        return (List<Map<String, Object>>) Objects.requireNonNull(object.get(name), name);
    }
}
