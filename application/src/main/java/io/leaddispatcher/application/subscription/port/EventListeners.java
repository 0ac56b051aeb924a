package io.leaddispatcher.application.subscription.port;

import io.leaddispatcher.application.subscription.WebhookEvent;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** Those outside who want to know. */
public interface EventListeners {

    /** Has them told once the unit of work commits. Called inside one of the tenant. */
    Mono<Void> tell(TenantId tenant, WebhookEvent event, Instant now);

    /** To be called after the commit; losing it costs time only. */
    void wake();
}
