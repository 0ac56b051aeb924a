package io.leaddispatcher.adapter.slack;

import io.leaddispatcher.application.slack.SnoozeChoice;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A press on a card, as Slack tells of it.
 *
 * @param replyTo where whoever pressed can be told something
 * @param trigger with which a window can be opened, for three seconds
 * @param choice for how long, where that is chosen
 */
record Pressed(
        ButtonKind kind,
        UUID offer,
        String user,
        String replyTo,
        String trigger,
        Optional<SnoozeChoice> choice) {

    /** Empty for what is nothing of ours. */
    static Optional<Pressed> read(JsonNode payload) {
        return payload.path("actions")
                .valueStream()
                .flatMap(action -> read(payload, action).stream())
                .findFirst();
    }

    private static Optional<Pressed> read(JsonNode payload, JsonNode action) {
        Optional<ButtonKind> kind = SlackJson.text(action, "/action_id").flatMap(ButtonKind::of);
        Optional<String> aim =
                SlackJson.text(action, "/value")
                        .or(() -> SlackJson.text(action, "/selected_option/value"));
        Optional<UUID> offer = aim.flatMap(Pressed::offer);
        Optional<String> user = SlackJson.text(payload, "/user/id");
        return kind.isEmpty() || offer.isEmpty() || user.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Pressed(
                                kind.get(),
                                offer.get(),
                                user.get(),
                                SlackJson.text(payload, "/response_url").orElse(""),
                                SlackJson.text(payload, "/trigger_id").orElse(""),
                                aim.flatMap(Pressed::choice)));
    }

    /** {@code <offer>.<version>}, and after a slash what was chosen. */
    private static Optional<UUID> offer(String aim) {
        try {
            return Optional.of(UUID.fromString(aim.split("[./]", 2)[0]));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<SnoozeChoice> choice(String aim) {
        String named = aim.substring(aim.indexOf('/') + 1);
        return Arrays.stream(SnoozeChoice.values())
                .filter(choice -> choice.name().equals(named))
                .findFirst();
    }
}
