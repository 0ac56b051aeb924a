package io.leaddispatcher.adapter.slack;

import io.leaddispatcher.application.slack.ActFromSlack.Deed;
import io.leaddispatcher.domain.document.Violation;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A window that was filled in.
 *
 * @param document what was said, as the act's route in the API takes it
 */
record Submitted(Deed deed, ModalMemory memory, String user, Map<String, Object> document) {

    /** Empty for what is nothing of ours. */
    static Optional<Submitted> read(JsonNode payload) {
        Optional<Deed> deed =
                SlackJson.text(payload, "/view/callback_id")
                        .flatMap(name ->
                                Arrays.stream(Deed.values())
                                        .filter(each -> each.name().equals(name))
                                        .findFirst());
        Optional<ModalMemory> memory =
                SlackJson.text(payload, "/view/private_metadata").flatMap(ModalMemory::read);
        Optional<String> user = SlackJson.text(payload, "/user/id");
        return deed.isEmpty() || memory.isEmpty() || user.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Submitted(
                                        deed.get(),
                                        memory.get(),
                                        user.get(),
                                        document(payload.at("/view/state/values")))
                                .meant());
    }

    /** One window asks for outcomes and for what was done. */
    private Submitted meant() {
        if (deed != Deed.OUTCOME
                || !(document.get(SlackModals.TYPE) instanceof String type)
                || !type.startsWith(SlackModals.DID)) {
            return this;
        }
        String did = type.substring(SlackModals.DID.length());
        Map<String, Object> activity = new LinkedHashMap<>(document);
        if (did.equals(SlackModals.REPLY)) {
            activity.put(SlackModals.TYPE, "NOTE");
            activity.put("reply", true);
        } else {
            activity.put(SlackModals.TYPE, did);
        }
        Object said = activity.remove(SlackModals.REASON);
        if (said != null) {
            activity.put("note", said);
        }
        return new Submitted(Deed.ACTIVITY, memory, user, activity);
    }

    /** What is wrong, as the window asks for it. */
    String complaint(Violation violation) {
        return deed == Deed.ACTIVITY && violation.code() == Violation.Code.UNKNOWN_PROPERTY
                ? "Only an outcome has this: leave it empty."
                : violation.message();
    }

    static Map<String, Object> document(JsonNode values) {
        Map<String, Object> document = new LinkedHashMap<>();
        for (String block : values.propertyNames()) {
            JsonNode element = values.path(block).path(SlackModals.VALUE);
            SlackJson.text(element, "/value")
                    .or(() -> SlackJson.text(element, "/selected_option/value"))
                    .ifPresent(text -> document.put(block, value(block, text)));
        }
        return document;
    }

    private static Object value(String block, String text) {
        return switch (block) {
            case SlackModals.TO ->
                    text.equals(SlackModals.NEXT) ? Map.of("next", true) : Map.of("rep", text);
            case SlackModals.AMOUNT -> number(text.strip());
            default -> text;
        };
    }

    /** What is no number is passed on, to be refused beside its field. */
    private static Object number(String text) {
        return text.matches("[0-9]{1,15}(?:\\.[0-9]{1,4})?") ? new BigDecimal(text) : text;
    }
}
