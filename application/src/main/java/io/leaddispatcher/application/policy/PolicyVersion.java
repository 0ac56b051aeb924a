package io.leaddispatcher.application.policy;

import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.subscription.WebhookEvent;
import io.leaddispatcher.domain.webhook.WebhookEventType;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * A published policy. It never changes.
 *
 * @param version from 1 upwards without a gap; the highest is the active one
 * @param document as sent
 * @param publishedBy the label of the actor
 */
public record PolicyVersion(
        int version,
        Map<String, ?> document,
        String comment,
        Instant publishedAt,
        String publishedBy) {

    /** What subscribers are told when it becomes active. */
    public WebhookEvent event(PolicyKind kind) {
        return WebhookEvent.of(
                WebhookEventType.POLICY_PUBLISHED,
                null,
                publishedAt,
                Map.of("kind", kind.name().toLowerCase(Locale.ROOT), "version", version));
    }
}
