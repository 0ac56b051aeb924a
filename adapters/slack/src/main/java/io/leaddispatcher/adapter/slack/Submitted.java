package io.leaddispatcher.adapter.slack;

import io.leaddispatcher.application.slack.ActFromSlack.Deed;
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
                                document(payload.at("/view/state/values"))));
    }

    private static Map<String, Object> document(JsonNode values) {
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
