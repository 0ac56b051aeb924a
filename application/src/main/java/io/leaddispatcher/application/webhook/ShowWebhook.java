package io.leaddispatcher.application.webhook;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.subscription.port.WebhookSubscriptions;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookId;
import java.time.InstantSource;
import reactor.core.publisher.Mono;

/** Shows one subscription. */
@UseCase
public final class ShowWebhook {

    public record Query(Caller caller, WebhookId id) {}

    private final WebhookSubscriptions subscriptions;
    private final WebhookViews views;
    private final UnitOfWork unitOfWork;

    public ShowWebhook(
            WebhookSubscriptions subscriptions, UnitOfWork unitOfWork, InstantSource clock) {
        this.subscriptions = subscriptions;
        this.views = new WebhookViews(subscriptions, clock);
        this.unitOfWork = unitOfWork;
    }

    /** Empty when there is none. */
    public Mono<WebhookView> handle(Query query) {
        return Mono.defer(() -> {
            query.caller().require(Permission.VIEW_CONNECTIONS);
            TenantId tenant = query.caller().tenant();
            return unitOfWork.run(
                    tenant,
                    subscriptions
                            .all(tenant)
                            .filter(each -> each.id().equals(query.id()))
                            .next()
                            .flatMap(found -> views.of(tenant, found)));
        });
    }
}
