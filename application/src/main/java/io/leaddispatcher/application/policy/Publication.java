package io.leaddispatcher.application.policy;

import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.DocumentValidation;
import io.leaddispatcher.application.configuration.KnownConfiguration;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.policy.port.Policies;
import io.leaddispatcher.application.subscription.port.EventListeners;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Makes a document the active policy. Runs under the lock of the configuration. */
public final class Publication {

    private final Policies policies;
    private final ConfigurationDocuments documents;
    private final AuditTrail trail;
    private final EventListeners listeners;
    private final AuditAction action;

    public Publication(
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

    /**
     * Checks the document against the configuration as it is now, and adds it as a version. When it
     * does not fit, it fails with {@link InvalidInputException} before anything is written.
     *
     * @param by who does it
     * @param more what the audit log says besides
     */
    Mono<Integer> publish(
            TenantId tenant,
            Actor by,
            PolicyKind kind,
            PolicyVersion version,
            Map<String, ?> more) {
        return KnownConfiguration.load(documents, tenant, Set.of())
                .flatMap(known -> {
                    List<Violation> violations =
                            DocumentValidation.ofPolicy(version.document(), known);
                    return violations.isEmpty()
                            ? publishChecked(tenant, by, kind, version, more)
                            : Mono.error(new InvalidInputException(violations));
                });
    }

    /** Likewise, with a document that was checked in this unit of work. */
    public Mono<Integer> publishChecked(
            TenantId tenant,
            Actor by,
            PolicyKind kind,
            PolicyVersion version,
            Map<String, ?> more) {
        return policies.publish(tenant, kind, version)
                .then(documents.advance(tenant))
                .then(
                        trail.append(
                                tenant,
                                AuditEntry.by(by, action, kind.target(), detail(version, more))))
                .then(listeners.tell(tenant, version.event(kind), version.publishedAt()))
                .thenReturn(version.version());
    }

    /** The comment without the blanks around it; there must be one. */
    static String comment(String comment) {
        if (comment.isBlank()) {
            throw new InvalidInputException(
                    "/comment", Violation.Code.REQUIRED, "'comment' must say why");
        }
        if (!Part.isStorable(comment)) {
            throw new InvalidInputException(
                    "/comment", Violation.Code.MALFORMED, Part.STORABLE_ALLOWED);
        }
        return comment.strip();
    }

    /** Both versions are kept for ever, so their numbers say what was before and after. */
    private static Map<String, Object> detail(PolicyVersion version, Map<String, ?> more) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("before", Map.of("version", version.version() - 1));
        detail.put("after", Map.of("version", version.version()));
        detail.put("comment", version.comment());
        detail.putAll(more);
        return detail;
    }
}
