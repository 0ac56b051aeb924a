package io.leaddispatcher.application.subscription.port;

import io.leaddispatcher.application.subscription.WebhookEvent;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookEventType;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/** Those outside who want to know. */
public interface EventListeners {

    /** Whether anybody wants events of this type. Called inside a unit of work of the tenant. */
    Mono<Boolean> listenTo(TenantId tenant, WebhookEventType type);

    /** Has them told once the unit of work commits. Called inside one of the tenant. */
    Mono<Void> tell(TenantId tenant, List<WebhookEvent> events, Instant now);

    default Mono<Void> tell(TenantId tenant, WebhookEvent event, Instant now) {
        return tell(tenant, List.of(event), now);
    }

    /** To be called after the commit; losing it costs time only. */
    void wake();
}
