package io.leaddispatcher.web.lead;

import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.DeliveryError;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was sent out because of a lead.
 *
 * @param to whom it was for; null where nothing tells
 * @param planned when it was put on its way
 */
record DeliveryRow(
        String channel,
        @Nullable String to,
        @Nullable When planned,
        String status,
        String tone,
        String attempts,
        @Nullable DeliveryError error,
        @Nullable When next) {

    /** The version of ids that are made in the order of time. */
    private static final int BY_TIME = 7;

    static DeliveryRow of(Tree delivery, Sandboxed sandboxed, Names names, Words words) {
        var recipient = delivery.text("recipient");
        var kept = sandboxed.has(delivery.text("id", ""));
        var status = kept ? "SANDBOX" : delivery.text("status", "PENDING");
        return new DeliveryRow(
                words.name("channel", delivery.text("channel")),
                recipient == null ? null : names.recipient(recipient),
                planned(delivery.text("id"), words),
                words.name("delivery", status),
                tone(status),
                words.say("delivery.attempts", delivery.number("attempts")),
                DeliveryError.of(delivery.text("lastError"), words),
                status.equals("RETRYING")
                        ? words.whenOrNull(delivery.instant("nextAttemptAt"))
                        : null);
    }

    /** As its id has it: the first 48 bits of such an id are milliseconds. */
    private static @Nullable When planned(@Nullable String id, Words words) {
        try {
            var made = UUID.fromString(String.valueOf(id));
            return made.version() == BY_TIME
                    ? words.when(Instant.ofEpochMilli(made.getMostSignificantBits() >>> 16))
                    : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String tone(String status) {
        return switch (status) {
            case "DELIVERED" -> "good";
            case "RETRYING" -> "warn";
            case "DEAD" -> "bad";
            default -> "info";
        };
    }
}
