package io.leaddispatcher.adapter.slack;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The small parts of which messages, modals and the home page are made. */
final class Elements {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm z", Locale.ENGLISH);

    private Elements() {}

    static Map<String, Object> block(String type, String id, String content, Object value) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("type", type);
        block.put("block_id", id);
        block.put(content, value);
        return block;
    }

    static Map<String, Object> section(String id, String text) {
        return block("section", id, "text", mrkdwn(text));
    }

    // verbatim: Slack makes no links or mentions of its own out of the text.
    static Map<String, Object> mrkdwn(String text) {
        return Map.of("type", "mrkdwn", "text", text, "verbatim", true);
    }

    static Map<String, Object> plainText(String text) {
        return Map.of("type", "plain_text", "text", text);
    }

    static Map<String, Object> option(String text, String value) {
        return Map.of("text", plainText(text), "value", value);
    }

    static Map<String, Object> button(String actionId, String label, String value) {
        Map<String, Object> button = new LinkedHashMap<>();
        button.put("type", "button");
        button.put("action_id", actionId);
        button.put("text", plainText(label));
        button.put("value", value);
        return button;
    }

    /** In the reader's own zone; the words after the bar are for clients that cannot. */
    static String date(Instant instant, ZoneId zone) {
        return "<!date^%d^{date_short_pretty} {time}|%s>"
                .formatted(instant.getEpochSecond(), TIME.format(instant.atZone(zone)));
    }
}
