package io.leaddispatcher.adapter.meetings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/** Calendly signs the time and the body: {@code t=<seconds>,v1=<hex>}, in any order. */
final class CalendlyProvider implements Provider {

    static final String TYPE = "calendly";
    static final String SIGNATURE = "Calendly-Webhook-Signature";

    private static final Set<String> NO_SHOWS =
            Set.of("invitee_no_show.created", "invitee_no_show.deleted");
    private static final Set<String> WANTED =
            Set.of(
                    "invitee.created",
                    "invitee.canceled",
                    "invitee_no_show.created",
                    "invitee_no_show.deleted");

    /** As Calendly's own example has it. */
    private static final Duration WINDOW = Duration.ofMinutes(3);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final int MOST_PARTS = 10;

    private final InstantSource clock;

    CalendlyProvider(InstantSource clock) {
        this.clock = clock;
    }

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
        List<String> times = new ArrayList<>();
        List<String> signatures = new ArrayList<>();
        for (String part : sent.getFirst().split(",", MOST_PARTS)) {
            String trimmed = part.strip();
            if (trimmed.startsWith("t=")) {
                times.add(trimmed.substring(2));
            } else if (trimmed.startsWith("v1=")) {
                signatures.add(trimmed.substring(3));
            }
        }
        if (times.size() != 1 || !isInsideTheWindow(times.getFirst())) {
            return false;
        }
        byte[] head = (times.getFirst() + ".").getBytes(UTF_8);
        boolean valid = false;
        for (String signature : signatures) {
            valid |= Keys.isHmac(signature, secret, head, body);
        }
        return valid;
    }

    private boolean isInsideTheWindow(String seconds) {
        return SECONDS.matcher(seconds).matches()
                && Math.abs(clock.millis() - Long.parseLong(seconds) * 1000) <= WINDOW.toMillis();
    }

    @Override
    public Optional<String> idempotencyKey(JsonNode event) {
        JsonNode payload = event.path("payload");
        String name = Json.text(event, "event").orElse("");
        return WANTED.contains(name)
                ? Json.text(payload, NO_SHOWS.contains(name) ? "invitee" : "uri")
                        .or(() -> Json.text(payload, "uri"))
                        .map(uri -> name + "\n" + uri + "\n" + told(event, payload, name))
                : Optional.empty();
    }

    /** Somebody may be missed, be there after all, and be missed again. */
    private static String told(JsonNode event, JsonNode payload, String name) {
        return NO_SHOWS.contains(name)
                ? Json.text(payload.path("no_show"), "created_at")
                        .or(() -> Json.text(event, "created_at"))
                        .or(() -> Json.text(payload, "created_at"))
                        .orElse("")
                : "";
    }
}
