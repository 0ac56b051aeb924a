package io.leaddispatcher.application.webhook;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.subscription.port.WebhookSubscriptions;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.webhook.port.WebhookTries;
import io.leaddispatcher.application.webhook.port.WebhookTries.Last;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Shows who listens in a workspace, and how what was sent to each went. */
@UseCase
public final class SurveyWebhooks {

    /** Among how many of the newest events of each the last is looked for that arrived. */
    private static final int NEWEST = 20;

    public record Query(Caller caller) {}

    /**
     * One who listens.
     *
     * @param arrived the last try that went well; null when none of the newest did
     * @param failed the last one that did not; null when none of the newest failed
     */
    public record Surveyed(
            WebhookView webhook, @Nullable Instant arrived, @Nullable Instant failed) {

        static Surveyed of(WebhookView webhook, @Nullable Last last) {
            return last == null
                    ? new Surveyed(webhook, null, null)
                    : new Surveyed(webhook, last.arrived(), last.failed());
        }
    }

    private final WebhookViews views;
    private final WebhookTries tries;
    private final UnitOfWork unitOfWork;

    public SurveyWebhooks(
            WebhookSubscriptions subscriptions,
            WebhookTries tries,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.views = new WebhookViews(subscriptions, clock);
        this.tries = tries;
        this.unitOfWork = unitOfWork;
    }

    /** The oldest first. */
    public Mono<List<Surveyed>> handle(Query query) {
        return Mono.defer(() -> {
            query.caller().require(Permission.VIEW_CONNECTIONS);
            TenantId tenant = query.caller().tenant();
            return unitOfWork.run(
                    tenant, views.all(tenant).flatMap(webhooks -> survey(tenant, webhooks)));
        });
    }

    private Mono<List<Surveyed>> survey(TenantId tenant, List<WebhookView> webhooks) {
        return tries.last(tenant, webhooks.stream().map(SurveyWebhooks::id).toList(), NEWEST)
                .collectMap(Last::subscription)
                .map(last -> surveyed(webhooks, last));
    }

    private static List<Surveyed> surveyed(List<WebhookView> webhooks, Map<WebhookId, Last> last) {
        return webhooks.stream()
                .map(webhook -> Surveyed.of(webhook, last.get(id(webhook))))
                .toList();
    }

    private static WebhookId id(WebhookView webhook) {
        return new WebhookId(UUID.fromString(String.valueOf(webhook.document().get("id"))));
    }
}
