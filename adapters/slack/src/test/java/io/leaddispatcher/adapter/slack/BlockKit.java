package io.leaddispatcher.adapter.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Slack's rules for a message, by its documentation: structure and limits. */
final class BlockKit {

    private static final Set<String> BLOCKS = Set.of("header", "section", "context", "actions");

    private BlockKit() {}

    static void requireValid(Map<String, Object> body) {
        assertThat(text(body, "channel")).isNotBlank();
        assertThat(text(body, "text")).isNotBlank().hasSizeLessThan(4_000);
        requireHarmless(text(body, "text"));
        List<Map<String, Object>> blocks = list(body, "blocks");
        assertThat(blocks).hasSizeBetween(1, 50);
        Set<String> ids = new HashSet<>();
        for (Map<String, Object> block : blocks) {
            assertThat(BLOCKS).contains(text(block, "type"));
            if (block.containsKey("block_id")) {
                assertThat(text(block, "block_id")).hasSizeBetween(1, 255);
                assertThat(ids.add(text(block, "block_id"))).isTrue();
            }
            switch (text(block, "type")) {
                case "header" -> requirePlain(map(block, "text"), 150);
                case "section" -> requireSection(block);
                case "context" -> {
                    assertThat(list(block, "elements")).hasSizeBetween(1, 10);
                    list(block, "elements").forEach(e -> requireText(e, 3_000));
                }
                default -> {
                    assertThat(list(block, "elements")).hasSizeBetween(1, 25);
                    Set<String> actions = new HashSet<>();
                    for (Map<String, Object> button : list(block, "elements")) {
                        requireButton(button);
                        assertThat(actions.add(text(button, "action_id"))).isTrue();
                    }
                }
            }
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
        assertThat(text(button, "type")).isEqualTo("button");
        assertThat(text(button, "action_id")).hasSizeBetween(1, 255);
        requirePlain(map(button, "text"), 75);
        if (button.containsKey("style")) {
            assertThat(text(button, "style")).isIn("primary", "danger");
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

    /** No mention, no link and no broken entity but our own dates. */
    static void requireHarmless(String text) {
        String rest = text.replaceAll("<!date\\^\\d+\\^[^<>|^]*\\|[^<>|]*>", "");
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
