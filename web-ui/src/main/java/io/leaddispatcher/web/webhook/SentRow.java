package io.leaddispatcher.web.webhook;

import io.leaddispatcher.application.webhook.ListWebhookDeliveries.Sent;
import io.leaddispatcher.application.webhook.port.WebhookTries.Try;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import io.leaddispatcher.web.layout.DeliveryError;
import io.leaddispatcher.web.layout.DeliveryTone;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event on its way to an endpoint, or at its end.
 *
 * @param happened when what it tells of was
 * @param next when it is tried again; null when it is not
 * @param payload as it was sent
 * @param replayable whether the reader may have it sent again, or at once where there is a next try
 */
record SentRow(
        String id,
        String webhookId,
        String type,
        String status,
        String tone,
        String attempts,
        @Nullable When happened,
        @Nullable When next,
        @Nullable String error,
        String payload,
        List<Tried> tries,
        boolean replayable) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * One try.
     *
     * @param said the status of the answer or what went wrong, and how long it took
     * @param answer how the answer began; null when there was none
     */
    record Tried(When at, String said, @Nullable String answer, boolean good) {

        static Tried of(Try made, Words words) {
            var outcome =
                    made.status() == null ? error(made.error(), words) : "HTTP " + made.status();
            var said =
                    outcome
                            + " \u00b7 "
                            + words.say("webhooks.took", words.number(made.took().toMillis()));
            var answer = made.answer();
            return new Tried(
                    words.when(made.at()),
                    said,
                    answer == null || answer.isBlank() ? null : answer,
                    made.error() == null);
        }
    }

    SentRow {
        tries = List.copyOf(tries);
    }

    static SentRow of(Sent sent, boolean mayReplay, Words words) {
        var delivery = sent.delivery();
        var status = delivery.status();
        return new SentRow(
                delivery.id().toString(),
                sent.webhookId(),
                String.valueOf(sent.payload().get("type")),
                words.name("delivery", status.name()),
                DeliveryTone.of(status),
                words.say("delivery.attempts", delivery.attempts()),
                sent.payload().get("timestamp") instanceof String at
                        ? words.when(Instant.parse(at))
                        : null,
                words.whenAhead(delivery.nextAttemptAt()),
                delivery.lastError() == null || status == DeliveryState.DELIVERED
                        ? null
                        : error(delivery.lastError(), words),
                JSON.writeValueAsString(sent.payload()),
                sent.tries().reversed().stream().map(each -> Tried.of(each, words)).toList(),
                mayReplay && status.canBeReplayed(Channel.WEBHOOK));
    }

    /** Without the code in front, which is for programs. */
    private static String error(@Nullable String kept, Words words) {
        var error = DeliveryError.of(kept, words);
        return error == null ? "" : error.words();
    }
}
