package io.leaddispatcher.application.webhook;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.webhook.port.WebhookSubscriptions;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookId;
import java.util.List;
import reactor.core.publisher.Mono;

/** Shows who listens: all of a workspace, or one. */
@UseCase
public final class ShowWebhooks {

    public record Query(Caller caller) {}

    private final WebhookSubscriptions subscriptions;
    private final UnitOfWork unitOfWork;

    public ShowWebhooks(WebhookSubscriptions subscriptions, UnitOfWork unitOfWork) {
        this.subscriptions = subscriptions;
        this.unitOfWork = unitOfWork;
    }

    /** The oldest first. */
    public Mono<List<WebhookView>> handle(Query query) {
        return Mono.defer(() -> {
            query.caller().require(Permission.VIEW_CONNECTIONS);
            TenantId tenant = query.caller().tenant();
            return unitOfWork.run(
                    tenant, subscriptions.all(tenant).map(WebhookView::of).collectList());
        });
    }

    /** Empty when there is none. */
    public Mono<WebhookView> one(Query query, WebhookId id) {
        return handle(query)
                .flatMapIterable(all -> all)
                .filter(webhook -> id.toString().equals(webhook.document().get("id")))
                .next();
    }
}
