package io.leaddispatcher.application.subscription;

import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryDraft;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.webhook.WebhookEventType;
import io.leaddispatcher.domain.webhook.WebhookField;
import io.leaddispatcher.domain.webhook.WebhookId;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened and that programs outside may be told of.
 *
 * @param lead the one it happened to; none when it happened to the workspace
 */
public record WebhookEvent(
        WebhookEventType type, @Nullable LeadId lead, Instant at, Map<String, Object> data) {

    /** The part of the data that is promised; what else is known stays here. */
    public static WebhookEvent of(
            WebhookEventType type, @Nullable LeadId lead, Instant at, Map<String, ?> detail) {
        Map<String, Object> data = new LinkedHashMap<>();
        for (WebhookField field : type.fields()) {
            Object value =
                    field.name().equals("leadId") && lead != null
                            ? lead.toString()
                            : detail.get(field.name());
            if (value != null) {
                data.put(field.name(), value);
            } else if (field.required()) {
                throw new IllegalStateException(
                        "%s without '%s'".formatted(type.word(), field.name()));
            }
        }
        return new WebhookEvent(type, lead, at, data);
    }

    /** On its way to one who listens. */
    public Delivery to(WebhookSubscription subscription, DeliveryId id, Instant now) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", type.word());
        document.put("timestamp", at.toString());
        document.put("data", data);
        return Delivery.planned(
                id,
                lead,
                new DeliveryDraft(
                        recipient(subscription.id()),
                        List.of(
                                new Address(
                                        Address.Kind.WEBHOOK_SUBSCRIPTION,
                                        subscription.id().toString())),
                        document),
                now);
    }

    /** As deliveries to a subscription name it. */
    public static String recipient(WebhookId subscription) {
        return "webhook:" + subscription;
    }
}
