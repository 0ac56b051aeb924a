package io.leaddispatcher.application.lead;

import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.subscription.WebhookEvent;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.webhook.WebhookEventType;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells programs that listen what a lead's timeline tells people. */
public final class LeadWebhooks {

    private static final Map<String, WebhookEventType> BY_NAME =
            Arrays.stream(WebhookEventType.values())
                    .collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));

    private LeadWebhooks() {}

    /** Of these entries those that programs may listen to. */
    static List<WebhookEvent> events(List<Timeline.Entry> entries) {
        return entries.stream()
                .flatMap(entry ->
                        Optional.ofNullable(BY_NAME.get(entry.what().type()))
                                .map(type -> event(type, entry))
                                .stream())
                .toList();
    }

    private static WebhookEvent event(WebhookEventType type, Timeline.Entry entry) {
        return WebhookEvent.of(type, entry.lead(), entry.what().at(), entry.what().detail());
    }

    /** What is sent to those of them who listen. */
    public static List<Delivery> of(
            Timeline.Entry entry, List<WebhookSubscription> webhooks, Ids ids, Instant now) {
        WebhookEventType type = BY_NAME.get(entry.what().type());
        if (type == null) {
            return List.of();
        }
        List<WebhookSubscription> listening =
                webhooks.stream().filter(webhook -> webhook.wants(type)).toList();
        if (listening.isEmpty()) {
            return List.of();
        }
        WebhookEvent event = event(type, entry);
        return listening.stream()
                .map(webhook -> event.to(webhook, new DeliveryId(ids.next()), now))
                .toList();
    }
}
