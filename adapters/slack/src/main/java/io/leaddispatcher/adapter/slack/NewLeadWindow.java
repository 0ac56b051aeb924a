package io.leaddispatcher.adapter.slack;

import io.leaddispatcher.application.slack.CreateLeadFromSlack.Said;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The window in which somebody puts a lead in. */
final class NewLeadWindow {

    static final String CALLBACK = "NEW_LEAD";

    private static final String EMAIL = "email";
    private static final String PHONE = "phone";
    private static final String NAME = "name";
    private static final String COMPANY = "company";
    private static final String NOTE = "note";

    private static final int LINE = 254;
    private static final int TEXT = 3_000;

    private NewLeadWindow() {}

    /**
     * The window.
     *
     * @param said what is filled in already
     * @param replyTo where the person can be told something later; empty when nowhere
     */
    static Map<String, Object> of(Said said, String replyTo) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("type", "modal");
        view.put("callback_id", CALLBACK);
        view.put("private_metadata", memory(replyTo));
        view.put("title", Elements.plainText("Create a lead"));
        view.put("submit", Elements.plainText("Create"));
        view.put("close", Elements.plainText("Cancel"));
        view.put(
                "blocks",
                List.of(
                        field(EMAIL, "E-mail", said.email(), false, LINE),
                        field(PHONE, "Phone", said.phone(), false, 60),
                        field(NAME, "Name", said.name(), false, LINE),
                        field(COMPANY, "Company", said.company(), false, LINE),
                        field(NOTE, "What it is about", said.note(), true, TEXT)));
        return view;
    }

    private static String memory(String replyTo) {
        // Slack keeps 3000 characters.
        return SlackJson.write(Map.of("replyTo", replyTo.length() <= 2_500 ? replyTo : ""));
    }

    private static Map<String, Object> field(
            String id, String label, String value, boolean lines, int most) {
        Map<String, Object> element = SlackModals.text(lines, most);
        if (!value.isBlank()) {
            element.put("initial_value", MessageText.cut(value, most));
        }
        return SlackModals.input(id, label, element, true);
    }

    /**
     * A window that was sent.
     *
     * @param id the same for each delivery of it
     */
    record Sent(String id, String user, String replyTo, Said said) {}

    /** Empty for what is no such window. */
    static Optional<Sent> read(JsonNode payload) {
        Optional<String> id = SlackJson.text(payload, "/view/id");
        Optional<String> user = SlackJson.text(payload, "/user/id");
        boolean ours =
                SlackJson.text(payload, "/view/callback_id").filter(CALLBACK::equals).isPresent();
        return !ours || id.isEmpty() || user.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Sent(
                                id.get(),
                                user.get(),
                                replyTo(payload),
                                said(payload.at("/view/state/values"))));
    }

    private static String replyTo(JsonNode payload) {
        try {
            return SlackJson.text(payload, "/view/private_metadata")
                    .flatMap(text -> SlackJson.text(SlackJson.read(text), "/replyTo"))
                    .orElse("");
        } catch (JacksonException _) {
            return "";
        }
    }

    private static Said said(JsonNode values) {
        return new Said(
                value(values, EMAIL),
                value(values, PHONE),
                value(values, NAME),
                value(values, COMPANY),
                value(values, NOTE));
    }

    private static String value(JsonNode values, String field) {
        return SlackJson.text(values.path(field).path(SlackModals.VALUE), "/value").orElse("");
    }

    /** The field that a part of the lead body comes from; the note for what has none. */
    static String fieldOf(String pointer) {
        return switch (pointer) {
            case "/contact/email" -> EMAIL;
            case "/contact/phone" -> PHONE;
            case "/contact/firstName", "/contact/lastName" -> NAME;
            case "/company/name", "/company/domain" -> COMPANY;
            default -> NOTE;
        };
    }
}
