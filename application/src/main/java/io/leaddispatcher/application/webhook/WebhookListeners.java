package io.leaddispatcher.application.webhook;

import io.leaddispatcher.application.dispatch.port.DeliveryWakeUp;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.subscription.WebhookEvent;
import io.leaddispatcher.application.subscription.port.EventListeners;
import io.leaddispatcher.application.subscription.port.WebhookSubscriptions;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookEventType;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/** Puts events into the outbox for those who have subscribed to them. */
public final class WebhookListeners implements EventListeners {

    private final WebhookSubscriptions subscriptions;
    private final Outbox outbox;
    private final DeliveryWakeUp wakeUp;
    private final Ids ids;

    public WebhookListeners(
            WebhookSubscriptions subscriptions, Outbox outbox, DeliveryWakeUp wakeUp, Ids ids) {
        this.subscriptions = subscriptions;
        this.outbox = outbox;
        this.wakeUp = wakeUp;
        this.ids = ids;
    }

    @Override
    public Mono<Boolean> listenTo(TenantId tenant, WebhookEventType type) {
        return subscriptions.all(tenant).any(subscription -> subscription.wants(type));
    }

    @Override
    public Mono<Void> tell(TenantId tenant, List<WebhookEvent> events, Instant now) {
        return subscriptions
                .all(tenant)
                .flatMapIterable(subscription ->
                        events.stream()
                                .filter(event -> subscription.wants(event.type()))
                                .map(event ->
                                        event.to(subscription, new DeliveryId(ids.next()), now))
                                .toList())
                .collectList()
                .flatMap(planned -> outbox.add(tenant, planned));
    }

    @Override
    public void wake() {
        wakeUp.signal();
    }
}
