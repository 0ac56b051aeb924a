package io.leaddispatcher.adapter.slack;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a window keeps until it is sent.
 *
 * @param offer about which it asks
 * @param replyTo where the person can be told something later; empty when nowhere
 */
record ModalMemory(UUID offer, String replyTo) {

    // Slack keeps 3000 characters.
    private static final int LONGEST_ADDRESS = 2_500;

    String write() {
        Map<String, Object> memory = new LinkedHashMap<>();
        memory.put("offer", offer.toString());
        memory.put("replyTo", replyTo.length() <= LONGEST_ADDRESS ? replyTo : "");
        return SlackJson.write(memory);
    }

    static Optional<ModalMemory> read(String text) {
        try {
            JsonNode memory = SlackJson.read(text);
            return SlackJson.text(memory, "/offer")
                    .map(UUID::fromString)
                    .map(offer ->
                            new ModalMemory(offer, SlackJson.text(memory, "/replyTo").orElse("")));
        } catch (JacksonException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
