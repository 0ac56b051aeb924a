package io.leaddispatcher.application.webhook;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.subscription.port.WebhookSubscriptions;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.webhook.port.EndpointCheck;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Subscribes an endpoint to events. The secret that signs them is shown this once. */
@UseCase
public final class CreateWebhook {

    /** All of them are looked at whenever something happens. */
    public static final int MOST = 20;

    public record Command(Caller caller, Map<String, ?> document) {}

    public sealed interface Outcome {
        record Created(WebhookView webhook, Secret secret) implements Outcome {}

        /** The workspace has {@link #MOST} already. */
        record Full() implements Outcome {}
    }

    private final WebhookSubscriptions subscriptions;
    private final SubscriptionChanges changes;
    private final Endpoints endpoints;
    private final ConfigurationDocuments configuration;
    private final UnitOfWork unitOfWork;

    public CreateWebhook(
            WebhookSubscriptions subscriptions,
            SubscriptionChanges changes,
            EndpointCheck check,
            ConfigurationDocuments configuration,
            UnitOfWork unitOfWork) {
        this.subscriptions = subscriptions;
        this.changes = changes;
        this.endpoints = new Endpoints(check);
        this.configuration = configuration;
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
                                            .then(subscriptions.all(tenant).count())
                                            .flatMap(there ->
                                                    there >= MOST
                                                            ? Mono.just(new Outcome.Full())
                                                            : changes.make(
                                                                            command.caller(),
                                                                            document)
                                                                    .map(made ->
                                                                            new Outcome.Created(
                                                                                    WebhookView.of(
                                                                                            made
                                                                                                    .subscription()),
                                                                                    made
                                                                                            .secret())))));
        });
    }
}
