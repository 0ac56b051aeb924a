package io.leaddispatcher.application.webhook;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.Precondition;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.subscription.port.WebhookSubscriptions;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.webhook.port.EndpointCheck;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookDocument;
import io.leaddispatcher.domain.webhook.WebhookId;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Changes what a subscription listens to and where; also switches it on again. */
@UseCase
public final class ChangeWebhook {

    public record Command(
            Caller caller, WebhookId id, Map<String, ?> document, Precondition precondition) {}

    public sealed interface Outcome {
        record Changed(WebhookView webhook) implements Outcome {}

        record Unknown() implements Outcome {}

        /** The precondition does not hold. */
        record Stale() implements Outcome {}
    }

    private final WebhookSubscriptions subscriptions;
    private final SubscriptionChanges changes;
    private final Endpoints endpoints;
    private final ConfigurationDocuments configuration;
    private final WebhookViews views;
    private final UnitOfWork unitOfWork;

    public ChangeWebhook(
            WebhookSubscriptions subscriptions,
            SubscriptionChanges changes,
            EndpointCheck check,
            ConfigurationDocuments configuration,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.subscriptions = subscriptions;
        this.changes = changes;
        this.endpoints = new Endpoints(check);
        this.configuration = configuration;
        this.views = new WebhookViews(subscriptions, clock);
        this.unitOfWork = unitOfWork;
    }

    /** Fails with {@link InvalidInputException} when the document is wrong. */
    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            command.caller().require(Permission.CONNECT);
            TenantId tenant = command.caller().tenant();
            return endpoints
                    .read(command.document())
                    .flatMap(document ->
                            unitOfWork.run(
                                    tenant,
                                    configuration
                                            .lock(tenant)
                                            .then(subscriptions.lock(tenant, command.id()))
                                            .flatMap(found -> change(command, found, document))
                                            .defaultIfEmpty(new Outcome.Unknown())));
        });
    }

    private Mono<Outcome> change(
            Command command, WebhookSubscription found, WebhookDocument document) {
        if (!command.precondition().holds(Optional.of(found.version()))) {
            return Mono.just(new Outcome.Stale());
        }
        return changes.change(command.caller(), found, document)
                .flatMap(next -> views.of(command.caller().tenant(), next))
                .map(Outcome.Changed::new);
    }
}
