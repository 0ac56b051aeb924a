package io.leaddispatcher.adapter.meetings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/**
 * Cal.com signs the body; without a time, so that only its key keeps an event from coming again.
 */
final class CalComProvider implements Provider {

    static final String TYPE = "calcom";
    static final String SIGNATURE = "X-Cal-Signature-256";

    private static final String CANCELLED = "BOOKING_CANCELLED";
    private static final Set<String> WANTED =
            Set.of(
                    "BOOKING_CREATED",
                    "BOOKING_RESCHEDULED",
                    CANCELLED,
                    CalComEvent.NO_SHOW_UPDATED);

    /** Relays put it before. */
    private static final String PREFIX = "sha256=";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public boolean isSigned(HttpHeaders headers, byte[] body, String secret) {
        List<String> sent = headers.getOrEmpty(SIGNATURE);
        if (sent.size() != 1) {
            return false;
        }
        String signature = sent.getFirst().strip();
        return Keys.isHmac(
                signature.toLowerCase(Locale.ROOT).startsWith(PREFIX)
                        ? signature.substring(PREFIX.length())
                        : signature,
                secret,
                body);
    }

    @Override
    public Optional<String> idempotencyKey(JsonNode event) {
        JsonNode payload = event.path("payload");
        String trigger = Json.text(event, "triggerEvent").orElse("");
        return WANTED.contains(trigger)
                ? Json.text(payload, "uid")
                        .or(() -> Json.text(payload, "bookingUid"))
                        .map(uid ->
                                String.join(
                                        "\n",
                                        trigger,
                                        uid,
                                        Json.text(payload, "iCalSequence")
                                                .or(() -> Json.text(payload, "startTime"))
                                                .orElse(""),
                                        Json.text(payload, "status").orElse(""),
                                        told(event, trigger)))
                : Optional.empty();
    }

    /** What may come about more than once. */
    private static String told(JsonNode event, String trigger) {
        return trigger.equals(CANCELLED) || trigger.equals(CalComEvent.NO_SHOW_UPDATED)
                ? Json.text(event, "createdAt").orElse("")
                : "";
    }
}
