package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.subscription.WebhookEvent;
import io.leaddispatcher.application.subscription.port.EventListeners;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookEventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;

/** Somebody outside who wants to know everything, or nobody. */
public final class Listeners implements EventListeners {

    boolean listening;
    final List<WebhookEvent> heard = new ArrayList<>();

    /** What it was told, in order. */
    public List<WebhookEvent> heard() {
        return List.copyOf(heard);
    }

    @Override
    public Mono<Boolean> listenTo(TenantId tenant, WebhookEventType type) {
        return Mono.fromSupplier(() -> listening);
    }

    @Override
    public Mono<Void> tell(TenantId tenant, List<WebhookEvent> events, Instant now) {
        return Mono.fromRunnable(() -> heard.addAll(events));
    }

    @Override
    public void wake() {
        // Nobody sleeps.
    }
}
