package io.leaddispatcher.web.webhook;

import io.leaddispatcher.application.webhook.SurveyWebhooks.Surveyed;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import org.jspecify.annotations.Nullable;

/**
 * A subscription in the list, with how its newest events went.
 *
 * @param arrived the last try that went well; null when none of the newest did
 * @param failed the last one that did not; null when none of the newest failed
 */
record WebhookRow(Webhook webhook, @Nullable When arrived, @Nullable When failed) {

    static WebhookRow of(Surveyed surveyed, Words words) {
        return new WebhookRow(
                Webhook.of(surveyed.webhook(), words),
                words.whenOrNull(surveyed.arrived()),
                words.whenOrNull(surveyed.failed()));
    }
}
