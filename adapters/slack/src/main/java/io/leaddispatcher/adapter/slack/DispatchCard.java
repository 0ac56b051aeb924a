package io.leaddispatcher.adapter.slack;

import static io.leaddispatcher.adapter.slack.Elements.block;
import static io.leaddispatcher.adapter.slack.Elements.date;
import static io.leaddispatcher.adapter.slack.Elements.mrkdwn;
import static io.leaddispatcher.adapter.slack.Elements.plainText;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.dispatch.CardNow;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import io.leaddispatcher.domain.dispatch.Occasion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lead as Slack shows it: the body of {@code chat.postMessage} as JSON knows it, without token
 * and channel. Any lead gives a valid card: what is too long is cut.
 */
final class DispatchCard {

    // Slack takes 2000 in a field and 3000 in a section; nobody reads that much.
    private static final int FIELD = 300;
    private static final int WHY = 600;
    private static final int SUMMARY = 200;
    private static final int URL = 3_000;
    private static final String ERASED = "The person of this lead asked to be forgotten.";
    private static final ImmutableSet<ButtonKind> AFTER_ACCEPTING =
            Sets.immutableEnumSet(
                    ButtonKind.SNOOZE,
                    ButtonKind.REASSIGN,
                    ButtonKind.GIVE_BACK,
                    ButtonKind.OUTCOME,
                    ButtonKind.OPEN,
                    ButtonKind.CRM);
    private static final ImmutableSet<ButtonKind> GIVING_BACK =
            Sets.immutableEnumSet(ButtonKind.GIVE_BACK);
    private static final ImmutableSet<ButtonKind> AFTER_DECLINING =
            Sets.immutableEnumSet(ButtonKind.SAY_WHY);
    private static final ImmutableSet<ButtonKind> LATER =
            Sets.immutableEnumSet(ButtonKind.GIVE_BACK, ButtonKind.SAY_WHY);

    private DispatchCard() {}

    /** A message that is posted. */
    static Map<String, Object> body(
            DispatchMessage message, DeliveryId delivery, Set<ButtonKind> buttons) {
        Map<String, Object> body = plain(message, delivery);
        if (message.occasion().isAsked()) {
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

    /**
     * What a card is to show once somebody has answered: the body of {@code chat.update}, without
     * channel and time stamp.
     */
    static Map<String, Object> changed(
            DispatchMessage message, CardNow now, DeliveryId delivery, Set<ButtonKind> buttons) {
        Map<String, Object> body = new LinkedHashMap<>();
        List<Map<String, Object>> blocks = new ArrayList<>();
        switch (now.state()) {
            case OFFERED -> {
                body.put("text", summary(message));
                blocks.addAll(blocks(message, delivery, buttons));
            }
            case ACCEPTED -> {
                String what = FateWords.of(now, message.reader().zone());
                body.put("text", whose(message) + " " + what);
                blocks.add(Map.of("type", "header", "text", plainText("Accepted")));
                blocks.add(Elements.section("fate_" + delivery, what));
                facts(blocks, message, delivery);
                Set<ButtonKind> present = Sets.intersection(buttons, AFTER_ACCEPTING);
                act(
                        blocks,
                        message,
                        delivery,
                        now.giver() == null ? Sets.difference(present, GIVING_BACK) : present);
            }
            // Others have it now, or nobody: no more of the person than a name.
            case DECLINED, EXPIRED, RETURNED, REASSIGNED, COMPLETED -> {
                String what = whose(message) + " " + FateWords.of(now, message.reader().zone());
                body.put("text", what);
                blocks.add(Elements.section("fate_" + delivery, what));
                if (now.state() == AssignmentState.DECLINED) {
                    act(blocks, message, delivery, Sets.intersection(buttons, AFTER_DECLINING));
                }
            }
        }
        body.put("blocks", blocks);
        return body;
    }

    /** What is left of a message whose person was erased: the body of {@code chat.update}. */
    static Map<String, Object> ofErased() {
        return Map.of("text", ERASED, "blocks", List.of(Elements.section("erased", ERASED)));
    }

    private static String whose(DispatchMessage message) {
        return "%s (%s):".formatted(who(message), SlackText.escape(message.reference(), SUMMARY));
    }

    private static String who(DispatchMessage message) {
        String company = message.person().company();
        return SlackText.escape(message.person().name(), SUMMARY)
                + (company == null ? "" : " at " + SlackText.escape(company, SUMMARY));
    }

    /** The same in words alone, for when Slack refuses the card. */
    static Map<String, Object> plain(DispatchMessage message, DeliveryId delivery) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("text", text(message));
        body.put("unfurl_links", false);
        body.put("unfurl_media", false);
        body.put("client_msg_id", delivery.toString());
        return body;
    }

    private static String text(DispatchMessage message) {
        return switch (message.occasion()) {
            case Occasion.NewLead _, Occasion.Reminder _ -> summary(message);
            case Occasion.Gone(var why) -> inBrief("No longer with you", message, why);
            case Occasion.News(var what) -> inBrief("A lead you handed off", message, what);
        };
    }

    private static String summary(DispatchMessage message) {
        StringBuilder text =
                new StringBuilder(
                        message.occasion() instanceof Occasion.Reminder(var what)
                                ? "Reminder: " + SlackText.escape(what, WHY) + " "
                                : "New lead: ");
        text.append(who(message))
                .append(" (")
                .append(SlackText.escape(message.request().priority(), SUMMARY))
                .append(", for ")
                .append(SlackText.escape(message.reader().name(), SUMMARY))
                .append(").");
        Instant until = message.terms().acceptUntil();
        if (until != null) {
            text.append(" Accept by ").append(date(until, message.reader().zone())).append('.');
        }
        return text.append(' ').append(SlackText.escape(message.link().toString(), URL)).toString();
    }

    /** There is nothing to act on any more. */
    private static String inBrief(String what, DispatchMessage message, String why) {
        return "%s: %s (%s). %s"
                .formatted(
                        what,
                        who(message),
                        SlackText.escape(message.reference(), SUMMARY),
                        SlackText.escape(why, WHY));
    }

    private static List<Map<String, Object>> blocks(
            DispatchMessage message, DeliveryId delivery, Set<ButtonKind> buttons) {
        List<Map<String, Object>> blocks = new ArrayList<>();
        // No text from outside: a header is plain text and cannot be escaped.
        blocks.add(Map.of("type", "header", "text", plainText(title(message))));
        facts(blocks, message, delivery);
        // Who has not accepted it declines it.
        act(blocks, message, delivery, Sets.difference(buttons, LATER));
        return blocks;
    }

    private static String title(DispatchMessage message) {
        if (message.occasion() instanceof Occasion.Reminder) {
            return "Reminder";
        }
        return message.reader().several()
                ? "New lead for whoever accepts it first"
                : "New lead for you";
    }

    private static void facts(
            List<Map<String, Object>> blocks, DispatchMessage message, DeliveryId delivery) {
        blocks.add(
                block("section", "lead_" + message.lead(), "fields", List.copyOf(fields(message))));
        blocks.add(block("section", "why_" + delivery, "text", mrkdwn(why(message))));
        blocks.add(block("context", "more_" + delivery, "elements", context(message)));
    }

    private static void act(
            List<Map<String, Object>> blocks,
            DispatchMessage message,
            DeliveryId delivery,
            Set<ButtonKind> buttons) {
        List<Map<String, Object>> actions = CardActions.of(message, buttons);
        if (!actions.isEmpty()) {
            blocks.add(block("actions", "dispatch_" + delivery, "elements", actions));
        }
    }

    private static String why(DispatchMessage message) {
        return message.occasion() instanceof Occasion.Reminder(var what)
                ? "*What is to be done*\n" + SlackText.escape(what, WHY)
                : (message.reader().several() ? "*Why*\n" : "*Why you*\n")
                        + SlackText.escape(
                                message.why().rule() + ": " + message.why().because(), WHY);
    }

    private static List<Map<String, Object>> fields(DispatchMessage message) {
        // Slack shows at most 10 fields in a section.
        List<Map<String, Object>> fields = new ArrayList<>();
        field(fields, "Who", message.person().name());
        field(fields, "Title", message.person().title());
        field(fields, "Company", message.person().company());
        field(fields, "Source", message.request().source());
        field(fields, "Score", message.request().score());
        field(fields, "Priority", message.request().priority());
        field(fields, "E-mail", message.person().email());
        field(fields, "Phone", message.person().phone());
        field(fields, "Next", message.terms().nextAction());
        fields.add(mrkdwn("*Since*\n" + date(message.request().since(), message.reader().zone())));
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
                                + SlackText.escape(message.reader().name(), SUMMARY)
                                + " · "
                                + SlackText.escape(message.reference(), SUMMARY)));
        Instant until = message.terms().acceptUntil();
        if (until != null) {
            elements.add(mrkdwn("Accept by " + date(until, message.reader().zone())));
        }
        return elements;
    }
}
