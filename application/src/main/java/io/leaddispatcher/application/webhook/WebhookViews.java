package io.leaddispatcher.application.webhook;

import io.leaddispatcher.application.subscription.port.WebhookSubscriptions;
import io.leaddispatcher.application.subscription.port.WebhookSubscriptions.Overlap;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookId;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Shows subscriptions with what their secrets say of them. Called inside a unit of work. */
final class WebhookViews {

    private final WebhookSubscriptions subscriptions;
    private final InstantSource clock;

    WebhookViews(WebhookSubscriptions subscriptions, InstantSource clock) {
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    /** The oldest first. */
    Mono<List<WebhookView>> all(TenantId tenant) {
        return overlaps(tenant)
                .flatMap(until ->
                        subscriptions
                                .all(tenant)
                                .map(each -> WebhookView.of(each, until.get(each.id())))
                                .collectList());
    }

    Mono<WebhookView> of(TenantId tenant, WebhookSubscription subscription) {
        return overlaps(tenant)
                .map(until -> WebhookView.of(subscription, until.get(subscription.id())));
    }

    private Mono<Map<WebhookId, Instant>> overlaps(TenantId tenant) {
        return Mono.defer(() ->
                subscriptions
                        .overlaps(tenant, clock.instant())
                        .collectMap(Overlap::subscription, Overlap::until));
    }
}
