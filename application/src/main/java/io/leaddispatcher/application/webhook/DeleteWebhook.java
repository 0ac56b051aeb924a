package io.leaddispatcher.application.webhook;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.Changes;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.Precondition;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.subscription.port.WebhookSubscriptions;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookId;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Ends a subscription; what is still on its way to it is given up. */
@UseCase
public final class DeleteWebhook {

    public record Command(Caller caller, WebhookId id, Precondition precondition) {}

    public sealed interface Outcome {
        record Deleted() implements Outcome {}

        record Unknown() implements Outcome {}

        /** The precondition does not hold. */
        record Stale() implements Outcome {}
    }

    private final WebhookSubscriptions subscriptions;
    private final ConfigurationDocuments configuration;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;

    public DeleteWebhook(
            WebhookSubscriptions subscriptions,
            ConfigurationDocuments configuration,
            AuditTrail trail,
            UnitOfWork unitOfWork) {
        this.subscriptions = subscriptions;
        this.configuration = configuration;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
    }

    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            command.caller().require(Permission.CONNECT);
            TenantId tenant = command.caller().tenant();
            return unitOfWork.run(
                    tenant,
                    configuration
                            .lock(tenant)
                            .then(subscriptions.lock(tenant, command.id()))
                            .flatMap(found -> delete(command, found))
                            .defaultIfEmpty(new Outcome.Unknown()));
        });
    }

    private Mono<Outcome> delete(Command command, WebhookSubscription found) {
        if (!command.precondition().holds(Optional.of(found.version()))) {
            return Mono.just(new Outcome.Stale());
        }
        TenantId tenant = command.caller().tenant();
        return subscriptions
                .delete(tenant, found.id())
                .then(configuration.advance(tenant))
                .then(
                        trail.append(
                                tenant,
                                AuditEntry.by(
                                        command.caller().actor(),
                                        AuditAction.WEBHOOK_DELETED,
                                        "webhook:" + found.id(),
                                        Changes.between(WebhookView.said(found), Map.of()))))
                .thenReturn(new Outcome.Deleted());
    }
}
