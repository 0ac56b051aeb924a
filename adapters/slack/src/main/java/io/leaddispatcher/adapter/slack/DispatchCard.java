package io.leaddispatcher.adapter.slack;

import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lead as Slack shows it: the body of {@code chat.postMessage} as JSON knows it, without the
 * token. Any lead gives a valid card: what is too long is cut.
 */
final class DispatchCard {

    // Slack takes 2000 in a field and 3000 in a section; nobody reads that much.
    private static final int FIELD = 300;
    private static final int WHY = 600;
    private static final int SUMMARY = 200;
    private static final int URL = 3_000;
    private static final int VALUE = 2_000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm z", Locale.ENGLISH);

    private DispatchCard() {}

    static Map<String, Object> body(
            String channel, DispatchMessage message, DeliveryId delivery, Set<ButtonKind> buttons) {
        Map<String, Object> body = plain(channel, message, delivery);
        if (message.gone() == null) {
            body.put("blocks", blocks(message, delivery, buttons));
        }
        body.put(
                "metadata",
                Map.of(
                        "event_type",
                        "lead_dispatch",
                        "event_payload",
                        Map.of("delivery_id", delivery.toString())));
        return body;
    }

    /** The same in words alone, for when Slack refuses the card. */
    static Map<String, Object> plain(String channel, DispatchMessage message, DeliveryId delivery) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("channel", channel);
        body.put("text", message.gone() == null ? summary(message) : gone(message, message.gone()));
        body.put("unfurl_links", false);
        body.put("unfurl_media", false);
        body.put("client_msg_id", delivery.toString());
        return body;
    }

    private static String summary(DispatchMessage message) {
        StringBuilder text =
                new StringBuilder(
                        message.reminder() == null
                                ? "New lead: "
                                : "Reminder: " + SlackText.escape(message.reminder(), WHY) + " ");
        text.append(SlackText.escape(message.name(), SUMMARY));
        if (message.company() != null) {
            text.append(" at ").append(SlackText.escape(message.company(), SUMMARY));
        }
        text.append(" (")
                .append(SlackText.escape(message.priority(), SUMMARY))
                .append(", for ")
                .append(SlackText.escape(message.forWhom(), SUMMARY))
                .append(").");
        if (message.acceptUntil() != null) {
            text.append(" Accept by ").append(date(message.acceptUntil(), message.zone()));
            text.append('.');
        }
        return text.append(' ').append(SlackText.escape(message.link().toString(), URL)).toString();
    }

    /** There is nothing to act on any more. */
    private static String gone(DispatchMessage message, String why) {
        String company =
                message.company() == null
                        ? ""
                        : " at " + SlackText.escape(message.company(), SUMMARY);
        return "No longer with you: %s%s (%s). %s"
                .formatted(
                        SlackText.escape(message.name(), SUMMARY),
                        company,
                        SlackText.escape(message.reference(), SUMMARY),
                        SlackText.escape(why, WHY));
    }

    private static List<Map<String, Object>> blocks(
            DispatchMessage message, DeliveryId delivery, Set<ButtonKind> buttons) {
        List<Map<String, Object>> blocks = new ArrayList<>();
        // No text from outside: a header is plain text and cannot be escaped.
        String title = message.reminder() == null ? "New lead for you" : "Reminder";
        blocks.add(Map.of("type", "header", "text", plainText(title)));
        blocks.add(
                block("section", "lead_" + message.lead(), "fields", List.copyOf(fields(message))));
        blocks.add(block("section", "why_" + delivery, "text", mrkdwn(why(message))));
        blocks.add(block("context", "more_" + delivery, "elements", context(message)));
        List<Map<String, Object>> actions = actions(message, buttons);
        if (!actions.isEmpty()) {
            blocks.add(block("actions", "dispatch_" + delivery, "elements", actions));
        }
        return blocks;
    }

    private static String why(DispatchMessage message) {
        return message.reminder() == null
                ? "*Why you*\n"
                        + SlackText.escape(
                                message.why().rule() + ": " + message.why().because(), WHY)
                : "*What is to be done*\n" + SlackText.escape(message.reminder(), WHY);
    }

    private static List<Map<String, Object>> fields(DispatchMessage message) {
        // Slack shows at most 10 fields in a section.
        List<Map<String, Object>> fields = new ArrayList<>();
        field(fields, "Who", message.name());
        field(fields, "Title", message.title());
        field(fields, "Company", message.company());
        field(fields, "Source", message.source());
        field(fields, "Score", message.score());
        field(fields, "Priority", message.priority());
        field(fields, "E-mail", message.email());
        field(fields, "Phone", message.phone());
        field(fields, "Next", message.nextAction());
        fields.add(mrkdwn("*Since*\n" + date(message.since(), message.zone())));
        return fields;
    }

    private static void field(
            List<Map<String, Object>> fields, String label, @Nullable String value) {
        String shown = value == null ? "" : SlackText.escape(value, FIELD);
        if (!shown.isEmpty()) {
            fields.add(mrkdwn("*" + label + "*\n" + shown));
        }
    }

    private static List<Map<String, Object>> context(DispatchMessage message) {
        List<Map<String, Object>> elements = new ArrayList<>();
        elements.add(
                mrkdwn(
                        "For "
                                + SlackText.escape(message.forWhom(), SUMMARY)
                                + " · "
                                + SlackText.escape(message.reference(), SUMMARY)));
        if (message.acceptUntil() != null) {
            elements.add(mrkdwn("Accept by " + date(message.acceptUntil(), message.zone())));
        }
        return elements;
    }

    private static List<Map<String, Object>> actions(
            DispatchMessage message, Set<ButtonKind> buttons) {
        List<Map<String, Object>> elements = new ArrayList<>();
        for (ButtonKind kind : ButtonKind.values()) {
            if (buttons.contains(kind)) {
                Map<String, Object> button = new LinkedHashMap<>();
                button.put("type", "button");
                button.put("action_id", kind.actionId());
                button.put("text", plainText(kind.label()));
                if (kind == ButtonKind.ACCEPT) {
                    button.put("style", "primary");
                }
                if (aim(button, kind, message)) {
                    elements.add(button);
                }
            }
        }
        return elements;
    }

    /** Whether the button has something to act on. */
    private static boolean aim(
            Map<String, Object> button, ButtonKind kind, DispatchMessage message) {
        String aim = kind == ButtonKind.OPEN ? message.link().toString() : message.assignment();
        if (aim == null
                || aim.isEmpty()
                || aim.length() > (kind == ButtonKind.OPEN ? URL : VALUE)) {
            return false;
        }
        button.put(kind == ButtonKind.OPEN ? "url" : "value", aim);
        return true;
    }

    /** In the reader's own zone; the words after the bar are for clients that cannot. */
    private static String date(Instant instant, ZoneId zone) {
        return "<!date^%d^{date_short_pretty} {time}|%s>"
                .formatted(instant.getEpochSecond(), TIME.format(instant.atZone(zone)));
    }

    private static Map<String, Object> block(String type, String id, String content, Object value) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("type", type);
        block.put("block_id", id);
        block.put(content, value);
        return block;
    }

    // verbatim: Slack makes no links or mentions of its own out of the text.
    private static Map<String, Object> mrkdwn(String text) {
        return Map.of("type", "mrkdwn", "text", text, "verbatim", true);
    }

    private static Map<String, Object> plainText(String text) {
        return Map.of("type", "plain_text", "text", text);
    }
}
