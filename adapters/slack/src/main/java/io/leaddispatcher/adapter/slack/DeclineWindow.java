package io.leaddispatcher.adapter.slack;

import io.leaddispatcher.application.work.DeclineReason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks somebody why they have declined a lead. */
final class DeclineWindow {

    static final String WHY = "why";

    private static final String CALLBACK = "DECLINE_WHY";

    /** What is kept has 500 characters, with what was chosen before the words. */
    private static final int LONGEST = 480;

    private DeclineWindow() {}

    /**
     * What somebody says.
     *
     * @param user of Slack
     * @param reason empty when nothing was said
     */
    record Explained(ModalMemory memory, String user, Optional<String> reason) {}

    static Map<String, Object> of(UUID offer, String replyTo) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("type", "modal");
        view.put("callback_id", CALLBACK);
        view.put("private_metadata", new ModalMemory(offer, replyTo).write());
        view.put("title", Elements.plainText("Why not this lead?"));
        view.put("submit", Elements.plainText("Send"));
        view.put("close", Elements.plainText("Cancel"));
        view.put(
                "blocks",
                List.of(
                        SlackModals.input(
                                WHY,
                                "Reason",
                                SlackModals.select(
                                        List.of(
                                                option(
                                                        "Wrong territory",
                                                        DeclineReason.WRONG_TERRITORY),
                                                option("No time", DeclineReason.NO_TIME),
                                                option("Not a fit", DeclineReason.NOT_A_FIT),
                                                Elements.option("Something else", "OTHER"))),
                                true),
                        SlackModals.input(
                                SlackModals.REASON,
                                "In your words",
                                SlackModals.text(true, LONGEST),
                                true)));
        return view;
    }

    private static Map<String, Object> option(String words, DeclineReason reason) {
        return Elements.option(words, reason.name());
    }

    /** Empty for what is another window. */
    static Optional<Explained> read(JsonNode payload) {
        if (!SlackJson.text(payload, "/view/callback_id").filter(CALLBACK::equals).isPresent()) {
            return Optional.empty();
        }
        Map<String, Object> said = Submitted.document(payload.at("/view/state/values"));
        return SlackJson.text(payload, "/view/private_metadata")
                .flatMap(ModalMemory::read)
                .flatMap(memory ->
                        SlackJson.text(payload, "/user/id")
                                .map(user ->
                                        new Explained(
                                                memory,
                                                user,
                                                DeclineReason.said(
                                                        text(said.get(WHY)),
                                                        text(said.get(SlackModals.REASON))))));
    }

    private static String text(@Nullable Object said) {
        return Objects.toString(said, "");
    }
}
