package io.leaddispatcher.application.policy;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.DocumentValidation;
import io.leaddispatcher.application.configuration.KnownConfiguration;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.policy.port.Policies;
import io.leaddispatcher.application.subscription.WebhookEvent;
import io.leaddispatcher.application.subscription.port.EventListeners;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookEventType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Makes a document the active policy. Runs under the lock of the configuration. */
final class Publication {

    private final Policies policies;
    private final ConfigurationDocuments documents;
    private final AuditTrail trail;
    private final EventListeners listeners;
    private final AuditAction action;

    Publication(
            Policies policies,
            ConfigurationDocuments documents,
            AuditTrail trail,
            EventListeners listeners,
            AuditAction action) {
        this.policies = policies;
        this.documents = documents;
        this.trail = trail;
        this.listeners = listeners;
        this.action = action;
    }

    /** 0 when none is active. */
    Mono<Integer> activeVersion(TenantId tenant, PolicyKind kind) {
        return policies.active(tenant, kind).map(PolicyVersion::version).defaultIfEmpty(0);
    }

    /** Checks the document against the configuration as it is now, and adds it as a version. */
    Mono<Integer> publish(
            Caller caller,
            PolicyKind kind,
            int version,
            Map<String, ?> document,
            String comment,
            Instant at) {
        TenantId tenant = caller.tenant();
        return KnownConfiguration.load(documents, tenant, Set.of())
                .flatMap(known -> {
                    List<Violation> violations = DocumentValidation.ofPolicy(document, known);
                    return violations.isEmpty()
                            ? policies.publish(
                                            tenant,
                                            kind,
                                            new PolicyVersion(
                                                    version,
                                                    document,
                                                    comment,
                                                    at,
                                                    caller.actor().label()))
                                    .then(documents.advance(tenant))
                                    .then(
                                            trail.append(
                                                    tenant,
                                                    AuditEntry.by(
                                                            caller.actor(),
                                                            action,
                                                            kind.target(),
                                                            versions(version, comment))))
                                    .then(listeners.tell(tenant, event(kind, version, at), at))
                                    .thenReturn(version)
                            : Mono.error(new InvalidInputException(violations));
                });
    }

    private static WebhookEvent event(PolicyKind kind, int version, Instant at) {
        return WebhookEvent.of(
                WebhookEventType.POLICY_PUBLISHED,
                null,
                at,
                Map.of("kind", kind.name().toLowerCase(Locale.ROOT), "version", version));
    }

    /** The comment without the blanks around it; there must be one. */
    static String comment(String comment) {
        if (comment.isBlank()) {
            throw new InvalidInputException(
                    "/comment", Violation.Code.REQUIRED, "'comment' must say why");
        }
        return comment.strip();
    }

    /** Both versions are kept for ever, so their numbers say what was before and after. */
    private static Map<String, Object> versions(int version, String comment) {
        return Map.of(
                "before", Map.of("version", version - 1),
                "after", Map.of("version", version),
                "comment", comment);
    }
}
