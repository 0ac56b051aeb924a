package io.leaddispatcher.application.webhook;

import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A subscription as it is shown; its secret is not. */
public record WebhookView(Map<String, Object> document, long version) {

    /** Of one whose older secrets have ended, or that has none. */
    static WebhookView of(WebhookSubscription subscription) {
        return of(subscription, null);
    }

    /**
     * @param oldSecretUntil for how long an older secret still signs; null when none does
     */
    static WebhookView of(WebhookSubscription subscription, @Nullable Instant oldSecretUntil) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", subscription.id().toString());
        document.putAll(said(subscription));
        document.put("createdAt", subscription.createdAt().toString());
        document.put("secretSetAt", subscription.secretSetAt().toString());
        put(document, "oldSecretUntil", oldSecretUntil);
        put(document, "failingSince", subscription.failingSince());
        put(document, "disabledAt", subscription.disabledAt());
        put(document, "disabledBecause", subscription.disabledBecause());
        return new WebhookView(document, subscription.version());
    }

    /** What an admin has said of it; also what the audit log tells. */
    static Map<String, Object> said(WebhookSubscription subscription) {
        return subscription.document().document();
    }

    private static void put(Map<String, Object> document, String name, @Nullable Object value) {
        if (value != null) {
            document.put(name, value.toString());
        }
    }
}
