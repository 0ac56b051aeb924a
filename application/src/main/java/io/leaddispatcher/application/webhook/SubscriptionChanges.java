package io.leaddispatcher.application.webhook;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.Changes;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.subscription.port.WebhookSubscriptions;
import io.leaddispatcher.domain.webhook.WebhookDocument;
import io.leaddispatcher.domain.webhook.WebhookId;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Makes and changes subscriptions, and tells of it. Called under the lock of the configuration. */
public final class SubscriptionChanges {

    private final WebhookSubscriptions subscriptions;
    private final WebhookSecrets secrets;
    private final ConfigurationDocuments configuration;
    private final AuditTrail trail;
    private final Ids ids;
    private final InstantSource clock;

    public SubscriptionChanges(
            WebhookSubscriptions subscriptions,
            WebhookSecrets secrets,
            ConfigurationDocuments configuration,
            AuditTrail trail,
            Ids ids,
            InstantSource clock) {
        this.subscriptions = subscriptions;
        this.secrets = secrets;
        this.configuration = configuration;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /** One that was made, with the secret that is shown this once. */
    record Made(WebhookSubscription subscription, Secret secret) {}

    Mono<Made> make(Caller caller, WebhookDocument document) {
        Instant now = clock.instant();
        return configuration
                .advance(caller.tenant())
                .map(version ->
                        WebhookSubscription.made(new WebhookId(ids.next()), document, now, version))
                .flatMap(made -> keep(caller, made, now));
    }

    private Mono<Made> keep(Caller caller, WebhookSubscription made, Instant now) {
        return subscriptions
                .save(caller.tenant(), made)
                .then(secrets.add(caller.tenant(), made.id(), now, now))
                .flatMap(secret ->
                        trail.append(
                                        caller.tenant(),
                                        AuditEntry.by(
                                                caller.actor(),
                                                AuditAction.WEBHOOK_CREATED,
                                                "webhook:" + made.id(),
                                                Changes.between(Map.of(), WebhookView.said(made))))
                                .thenReturn(new Made(made, secret)));
    }

    Mono<WebhookSubscription> change(
            Caller caller, WebhookSubscription found, WebhookDocument document) {
        return configuration
                .advance(caller.tenant())
                .map(version -> found.with(document, version))
                .flatMap(next ->
                        subscriptions
                                .save(caller.tenant(), next)
                                .then(
                                        trail.append(
                                                caller.tenant(),
                                                AuditEntry.by(
                                                        caller.actor(),
                                                        AuditAction.WEBHOOK_CHANGED,
                                                        "webhook:" + next.id(),
                                                        Changes.between(
                                                                WebhookView.said(found),
                                                                WebhookView.said(next)))))
                                .thenReturn(next));
    }
}
