package io.leaddispatcher.adapter.slack;

import io.leaddispatcher.application.slack.ActFromSlack.Deed;
import io.leaddispatcher.application.slack.AskFromSlack.Mate;
import io.leaddispatcher.application.slack.AskFromSlack.Outcome.Ask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The questions that are asked before something is done. */
final class SlackModals {

    static final String REASON = "reason";
    static final String TO = "to";
    static final String TYPE = "type";
    static final String AMOUNT = "amount";
    static final String CURRENCY = "currency";

    /** Begins what is no outcome but an activity. */
    static final String DID = "DID_";

    /** The activity that ends what the lead is written by itself. */
    static final String REPLY = "REPLY";

    /** The one element of each block. */
    static final String VALUE = "v";

    /** Stands for whoever is next in the pool; no key of a rep can be spelled so. */
    static final String NEXT = "*next";

    // Slack shows at most 100 choices, of 75 characters each.
    private static final int MOST_MATES = 99;
    private static final int LABEL = 75;
    private static final int LONGEST_REASON = 500;

    private SlackModals() {}

    /** What is asked before this is done. */
    static Map<String, Object> of(Deed deed, UUID offer, String replyTo, Ask ask) {
        return switch (deed) {
            case REASSIGN ->
                    view(
                            deed,
                            "Reassign lead",
                            "Reassign",
                            offer,
                            replyTo,
                            List.of(to(ask), reason(true)));
            case OUTCOME ->
                    view(
                            deed,
                            "Log outcome",
                            "Save",
                            offer,
                            replyTo,
                            List.of(
                                    type(),
                                    input(AMOUNT, "Amount", text(false, 30), true),
                                    input(CURRENCY, "Currency, such as EUR", text(false, 3), true),
                                    reason(false)));
            case GIVE_BACK ->
                    view(
                            deed,
                            "Give back lead",
                            "Give back",
                            offer,
                            replyTo,
                            List.of(
                                    Elements.section(
                                            "who",
                                            "It goes back to whoever handed it off, with your"
                                                    + " reason."),
                                    reason(true)));
            case ACCEPT, DECLINE, ACTIVITY ->
                    throw new IllegalArgumentException("no window asks for " + deed);
        };
    }

    /** The names of what is asked. */
    static List<String> fields(Deed deed) {
        return switch (deed) {
            case ACCEPT -> List.of();
            case DECLINE, GIVE_BACK -> List.of(REASON);
            case REASSIGN -> List.of(TO, REASON);
            case OUTCOME, ACTIVITY -> List.of(TYPE, AMOUNT, CURRENCY, REASON);
        };
    }

    /** Says in the same window what came of it. */
    static Map<String, Object> said(String title, String text) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("type", "modal");
        view.put("title", Elements.plainText(title));
        view.put("close", Elements.plainText("Close"));
        view.put("blocks", List.of(Elements.section("said", text)));
        return view;
    }

    /** The answer to a window that was sent: it says what came of it. */
    static Map<String, Object> answered(String title, String text) {
        return Map.of("response_action", "update", "view", said(title, text));
    }

    private static Map<String, Object> view(
            Deed deed,
            String title,
            String submit,
            UUID offer,
            String replyTo,
            List<Map<String, Object>> blocks) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("type", "modal");
        view.put("callback_id", deed.name());
        view.put("private_metadata", new ModalMemory(offer, replyTo).write());
        view.put("title", Elements.plainText(title));
        view.put("submit", Elements.plainText(submit));
        view.put("close", Elements.plainText("Cancel"));
        view.put("blocks", blocks);
        return view;
    }

    private static Map<String, Object> reason(boolean must) {
        return input(REASON, must ? "Reason" : "Note", text(true, LONGEST_REASON), !must);
    }

    private static Map<String, Object> to(Ask ask) {
        List<Map<String, Object>> options = new ArrayList<>();
        if (ask.hasPool() || ask.mates().isEmpty()) {
            options.add(Elements.option("Whoever is next", NEXT));
        }
        for (Mate mate : ask.mates()) {
            if (options.size() <= MOST_MATES - 1) {
                options.add(Elements.option(plain(mate.name()), mate.rep().value()));
            }
        }
        return input(TO, "To", select(options), false);
    }

    private static Map<String, Object> type() {
        Map<String, Object> element = new LinkedHashMap<>();
        element.put("type", "static_select");
        element.put("action_id", VALUE);
        element.put(
                "option_groups",
                List.of(
                        group(
                                "What came of it",
                                List.of(
                                        Elements.option("Meeting held", "MEETING_HELD"),
                                        Elements.option("No-show", "NO_SHOW"),
                                        Elements.option("Opportunity", "OPPORTUNITY"),
                                        Elements.option("Won", "WON"),
                                        Elements.option("Lost", "LOST"),
                                        Elements.option("Disqualified", "DISQUALIFIED"))),
                        group(
                                "What was done",
                                List.of(
                                        Elements.option("The lead has replied", DID + REPLY),
                                        Elements.option("I called", DID + "CALL"),
                                        Elements.option("I sent an e-mail", DID + "EMAIL"),
                                        Elements.option("I sent a text message", DID + "SMS"),
                                        Elements.option("We met", DID + "MEETING"),
                                        Elements.option("A note", DID + "NOTE")))));
        return input(TYPE, "What happened", element, false);
    }

    private static Map<String, Object> group(String label, List<Map<String, Object>> options) {
        return Map.of("label", Elements.plainText(label), "options", options);
    }

    static Map<String, Object> select(List<Map<String, Object>> options) {
        Map<String, Object> element = new LinkedHashMap<>();
        element.put("type", "static_select");
        element.put("action_id", VALUE);
        element.put("options", options);
        return element;
    }

    static Map<String, Object> text(boolean lines, int most) {
        Map<String, Object> element = new LinkedHashMap<>();
        element.put("type", "plain_text_input");
        element.put("action_id", VALUE);
        element.put("multiline", lines);
        element.put("max_length", most);
        return element;
    }

    static Map<String, Object> input(
            String id, String label, Map<String, Object> element, boolean optional) {
        Map<String, Object> input = Elements.block("input", id, "element", element);
        input.put("label", Elements.plainText(label));
        input.put("optional", optional);
        return input;
    }

    /** Plain text needs no escapes, and may not be blank. */
    private static String plain(String name) {
        String text = name.strip();
        if (text.isEmpty()) {
            return "?";
        }
        return text.codePointCount(0, text.length()) <= LABEL && text.length() <= LABEL
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LABEL / 2)) + "…";
    }
}
