package io.leaddispatcher.application.webhook;

import static java.util.stream.Collectors.groupingBy;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.dispatch.DeliveryView;
import io.leaddispatcher.application.dispatch.port.Deliveries;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.application.subscription.WebhookEvent;
import io.leaddispatcher.application.subscription.port.WebhookSubscriptions;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.webhook.port.WebhookTries;
import io.leaddispatcher.application.webhook.port.WebhookTries.Try;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The log of what was sent to one endpoint: each event with its tries, newest first. */
@UseCase
public final class ListWebhookDeliveries {

    /**
     * @param before the delivery after which the page begins; null for the first page
     */
    public record Query(Caller caller, WebhookId id, @Nullable UUID before, int limit) {
        public Query {
            Page.require(limit);
        }
    }

    /** An event on its way to the endpoint, or at its end. */
    public record Sent(
            DeliveryView delivery, String webhookId, Map<String, Object> payload, List<Try> tries) {
        public Sent {
            tries = List.copyOf(tries);
        }
    }

    private final WebhookSubscriptions subscriptions;
    private final Deliveries deliveries;
    private final WebhookTries tries;
    private final UnitOfWork unitOfWork;

    public ListWebhookDeliveries(
            WebhookSubscriptions subscriptions,
            Deliveries deliveries,
            WebhookTries tries,
            UnitOfWork unitOfWork) {
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.tries = tries;
        this.unitOfWork = unitOfWork;
    }

    /** Empty when there is no such subscription. */
    public Mono<Page<Sent>> handle(Query query) {
        return Mono.defer(() -> {
            query.caller().require(Permission.VIEW_CONNECTIONS);
            TenantId tenant = query.caller().tenant();
            return unitOfWork.run(
                    tenant,
                    subscriptions
                            .all(tenant)
                            .filter(each -> each.id().equals(query.id()))
                            .next()
                            .flatMap(_ -> page(tenant, query)));
        });
    }

    private Mono<Page<Sent>> page(TenantId tenant, Query query) {
        return deliveries
                .listTo(
                        tenant,
                        WebhookEvent.recipient(query.id()),
                        query.before() == null ? null : new DeliveryId(query.before()),
                        query.limit() + 1)
                .collectList()
                .map(found -> Page.cut(found, query.limit(), each -> each.id().toString()))
                .flatMap(page ->
                        tries.of(tenant, page.items().stream().map(Delivery::id).toList())
                                .collect(groupingBy(Try::delivery))
                                .map(made ->
                                        new Page<>(
                                                page.items().stream()
                                                        .map(each ->
                                                                sent(
                                                                        each,
                                                                        made.getOrDefault(
                                                                                each.id(),
                                                                                List.of())))
                                                        .toList(),
                                                page.next())));
    }

    private static Sent sent(Delivery delivery, List<Try> made) {
        return new Sent(
                DeliveryView.of(delivery),
                WebhookOutlet.webhookId(delivery.id()),
                delivery.draft().document(),
                made);
    }
}
