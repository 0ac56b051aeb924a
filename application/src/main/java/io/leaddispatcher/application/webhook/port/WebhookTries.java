package io.leaddispatcher.application.webhook.port;

import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What came of each try to send an event. Called inside a unit of work of the tenant. */
public interface WebhookTries {

    /**
     * One try.
     *
     * @param status of the answer; none when there was no answer
     * @param answer how the answer's body began
     * @param error what went wrong; none when nothing did
     */
    record Try(
            UUID id,
            WebhookId subscription,
            DeliveryId delivery,
            Instant at,
            Duration took,
            @Nullable Integer status,
            @Nullable String answer,
            @Nullable String error) {}

    /** Keeps a try, unless its delivery or its subscription is no more. */
    Mono<Void> add(TenantId tenant, Try made);

    /**
     * How the newest events of a subscription went.
     *
     * @param arrived the last try that went well; null when none did
     * @param failed the last one that did not; null when none failed
     */
    record Last(WebhookId subscription, @Nullable Instant arrived, @Nullable Instant failed) {}

    /** Of each of these of which anything was tried, among so many of its newest events. */
    Flux<Last> last(TenantId tenant, Collection<WebhookId> subscriptions, int newest);

    /** Those of some deliveries, the oldest first. */
    Flux<Try> of(TenantId tenant, Collection<DeliveryId> deliveries);
}
