package io.leaddispatcher.domain.webhook;

import java.util.UUID;

/** The id of a webhook subscription. */
public record WebhookId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
