package io.leaddispatcher.web.webhook;

import io.leaddispatcher.application.webhook.ListWebhookDeliveries.Sent;
import io.leaddispatcher.application.webhook.port.WebhookTries.Try;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A subscription in the list, with how its newest events went.
 *
 * @param arrived the last try that went well; null when none of the newest did
 * @param failed the last one that did not; null when none of the newest failed
 */
record WebhookRow(Webhook webhook, @Nullable When arrived, @Nullable When failed) {

    static WebhookRow of(Webhook webhook, List<Sent> newest, Words words) {
        return new WebhookRow(
                webhook,
                words.whenOrNull(last(newest, made -> made.error() == null)),
                words.whenOrNull(last(newest, made -> made.error() != null)));
    }

    private static @Nullable Instant last(List<Sent> newest, Predicate<Try> which) {
        return newest.stream()
                .flatMap(sent -> sent.tries().stream())
                .filter(which)
                .map(Try::at)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
