package io.leaddispatcher.application.webhook;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.subscription.port.WebhookSubscriptions;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookId;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Makes a new secret. For a while the old one signs too, so that receivers can change over. */
@UseCase
public final class RotateWebhookSecret {

    private static final Duration USUAL_OVERLAP = Duration.ofHours(24);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

    /**
     * @param document may say {@code overlap}: how long the old secret still signs
     */
    public record Command(Caller caller, WebhookId id, Map<String, ?> document) {}

    public sealed interface Outcome {
        /**
         * The new secret signs.
         *
         * @param oldUntil when the old one signs no longer
         */
        record Rotated(WebhookView webhook, Secret secret, Instant oldUntil) implements Outcome {}

        record Unknown() implements Outcome {}
    }

    private final WebhookSubscriptions subscriptions;
    private final WebhookSecrets secrets;
    private final ConfigurationDocuments configuration;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public RotateWebhookSecret(
            WebhookSubscriptions subscriptions,
            WebhookSecrets secrets,
            ConfigurationDocuments configuration,
            AuditTrail trail,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.subscriptions = subscriptions;
        this.secrets = secrets;
        this.configuration = configuration;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /** Fails with {@link InvalidInputException} when the document is wrong. */
    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            command.caller().require(Permission.CONNECT);
            TenantId tenant = command.caller().tenant();
            Duration overlap = overlap(command.document());
            return unitOfWork.run(
                    tenant,
                    configuration
                            .lock(tenant)
                            .then(subscriptions.lock(tenant, command.id()))
                            .flatMap(found -> rotate(command.caller(), found, overlap))
                            .defaultIfEmpty(new Outcome.Unknown()));
        });
    }

    private static Duration overlap(Map<String, ?> document) {
        Violations violations = new Violations();
        Part part = Part.root(document, violations);
        Duration overlap = part.duration("overlap", Duration.ZERO).orElse(USUAL_OVERLAP);
        part.refuseUnknown();
        if (overlap.compareTo(LONGEST_OVERLAP) > 0) {
            violations.add(
                    "/overlap", Violation.Code.OUT_OF_RANGE, "must be at most P7D, seven days");
        }
        violations.refuseIfAny();
        return overlap;
    }

    private Mono<Outcome> rotate(Caller caller, WebhookSubscription found, Duration overlap) {
        TenantId tenant = caller.tenant();
        Instant now = clock.instant();
        Instant oldUntil = now.plus(overlap);
        return configuration
                .advance(tenant)
                .map(version -> found.withNewSecret(now, version))
                .flatMap(next ->
                        subscriptions
                                .save(tenant, next)
                                .then(secrets.add(tenant, next.id(), now, oldUntil))
                                .flatMap(secret ->
                                        trail.append(
                                                        tenant,
                                                        AuditEntry.by(
                                                                caller.actor(),
                                                                AuditAction.WEBHOOK_SECRET_ROTATED,
                                                                "webhook:" + next.id(),
                                                                Map.of(
                                                                        "oldUntil",
                                                                        oldUntil.toString())))
                                                .thenReturn(
                                                        new Outcome.Rotated(
                                                                WebhookView.of(next),
                                                                secret,
                                                                oldUntil))));
    }
}
