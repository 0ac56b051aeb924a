package io.leaddispatcher.application.webhook;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.Changes;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.subscription.port.WebhookSubscriptions;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.webhook.port.EndpointCheck;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookDocument;
import io.leaddispatcher.domain.webhook.WebhookId;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.time.Instant;
import java.time.InstantSource;
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
    private final WebhookSecrets secrets;
    private final Endpoints endpoints;
    private final ConfigurationDocuments configuration;
    private final AuditTrail trail;
    private final Ids ids;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public CreateWebhook(
            WebhookSubscriptions subscriptions,
            WebhookSecrets secrets,
            EndpointCheck check,
            ConfigurationDocuments configuration,
            AuditTrail trail,
            Ids ids,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.subscriptions = subscriptions;
        this.secrets = secrets;
        this.endpoints = new Endpoints(check);
        this.configuration = configuration;
        this.trail = trail;
        this.ids = ids;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
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
                                                            : create(command.caller(), document))));
        });
    }

    private Mono<Outcome> create(Caller caller, WebhookDocument document) {
        TenantId tenant = caller.tenant();
        Instant now = clock.instant();
        return configuration
                .advance(tenant)
                .map(version ->
                        WebhookSubscription.made(new WebhookId(ids.next()), document, now, version))
                .flatMap(made ->
                        subscriptions
                                .save(tenant, made)
                                .then(secrets.add(tenant, made.id(), now, now))
                                .flatMap(secret ->
                                        trail.append(tenant, entry(caller, made))
                                                .thenReturn(
                                                        new Outcome.Created(
                                                                WebhookView.of(made), secret))));
    }

    private static AuditEntry entry(Caller caller, WebhookSubscription made) {
        return AuditEntry.by(
                caller.actor(),
                AuditAction.WEBHOOK_CREATED,
                "webhook:" + made.id(),
                Changes.between(Map.of(), WebhookView.said(made)));
    }
}
