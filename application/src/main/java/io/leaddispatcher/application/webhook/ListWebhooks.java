package io.leaddispatcher.application.webhook;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.subscription.port.WebhookSubscriptions;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.InstantSource;
import java.util.List;
import reactor.core.publisher.Mono;

/** Shows who listens in a workspace. */
@UseCase
public final class ListWebhooks {

    public record Query(Caller caller) {}

    private final WebhookViews views;
    private final UnitOfWork unitOfWork;

    public ListWebhooks(
            WebhookSubscriptions subscriptions, UnitOfWork unitOfWork, InstantSource clock) {
        this.views = new WebhookViews(subscriptions, clock);
        this.unitOfWork = unitOfWork;
    }

    /** The oldest first. */
    public Mono<List<WebhookView>> handle(Query query) {
        return Mono.defer(() -> {
            query.caller().require(Permission.VIEW_CONNECTIONS);
            TenantId tenant = query.caller().tenant();
            return unitOfWork.run(tenant, views.all(tenant));
        });
    }
}
