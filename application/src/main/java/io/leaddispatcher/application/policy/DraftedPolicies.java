package io.leaddispatcher.application.policy;

import io.leaddispatcher.application.configuration.KnownConfiguration;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.policy.port.Policies;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.policy.PolicyReader;
import io.leaddispatcher.domain.policy.PolicyReferences;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Drafts, read as they would be if they were published now. Called inside a unit of work. */
public final class DraftedPolicies {

    private final Policies policies;
    private final ConfigurationDocuments documents;

    public DraftedPolicies(Policies policies, ConfigurationDocuments documents) {
        this.policies = policies;
        this.documents = documents;
    }

    /**
     * Empty when nothing was drafted yet. Fails with {@link InvalidInputException} when the draft
     * no longer holds.
     */
    public Mono<Policy> draft(TenantId tenant, PolicyKind kind) {
        return document(tenant, kind).flatMap(draft -> read(tenant, draft));
    }

    /** As it was drafted, whether it holds or not. Empty when nothing was drafted yet. */
    public Mono<Map<String, ?>> document(TenantId tenant, PolicyKind kind) {
        return policies.draft(tenant, kind).map(PolicyDraft::document);
    }

    /** Fails with {@link InvalidInputException} when a draft no longer holds. */
    public Mono<Policy> read(TenantId tenant, Map<String, ?> document) {
        return KnownConfiguration.load(documents, tenant, Set.of())
                .map(known -> read(document, known.references()));
    }

    private static Policy read(Map<String, ?> document, PolicyReferences references) {
        Violations violations = new Violations();
        Optional<Policy> policy = PolicyReader.read(Part.root(document, violations), references);
        violations.refuseIfAny();
        return policy.orElseThrow();
    }
}
