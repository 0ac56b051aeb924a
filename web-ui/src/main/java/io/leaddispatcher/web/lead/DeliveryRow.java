package io.leaddispatcher.web.lead;

import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.DeliveryError;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import org.jspecify.annotations.Nullable;

/** Something that was sent out because of a lead. */
record DeliveryRow(
        String channel,
        String status,
        String tone,
        String attempts,
        @Nullable DeliveryError error,
        @Nullable When next) {

    static DeliveryRow of(Tree delivery, Words words) {
        var status = delivery.text("status", "PENDING");
        return new DeliveryRow(
                words.name("channel", delivery.text("channel")),
                words.name("delivery", status),
                tone(status),
                words.say("delivery.attempts", delivery.number("attempts")),
                DeliveryError.of(delivery.text("lastError"), words),
                status.equals("RETRYING")
                        ? words.whenOrNull(delivery.instant("nextAttemptAt"))
                        : null);
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
