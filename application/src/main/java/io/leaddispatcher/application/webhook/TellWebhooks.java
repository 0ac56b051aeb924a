package io.leaddispatcher.application.webhook;

import io.leaddispatcher.application.dispatch.port.DeliveryWakeUp;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.webhook.port.WebhookSubscriptions;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** Puts an event into the outbox for those who listen, in the unit of work that it happens in. */
public final class TellWebhooks {

    private final WebhookSubscriptions subscriptions;
    private final Outbox outbox;
    private final DeliveryWakeUp wakeUp;
    private final Ids ids;

    public TellWebhooks(
            WebhookSubscriptions subscriptions, Outbox outbox, DeliveryWakeUp wakeUp, Ids ids) {
        this.subscriptions = subscriptions;
        this.outbox = outbox;
        this.wakeUp = wakeUp;
        this.ids = ids;
    }

    public Mono<Void> tell(TenantId tenant, WebhookEvent event, Instant now) {
        return subscriptions
                .all(tenant)
                .filter(subscription -> subscription.wants(event.type()))
                .map(subscription -> event.to(subscription, new DeliveryId(ids.next()), now))
                .collectList()
                .flatMap(planned -> outbox.add(tenant, planned));
    }

    /** To be called after the commit; losing it costs time only. */
    public void wake() {
        wakeUp.signal();
    }
}
