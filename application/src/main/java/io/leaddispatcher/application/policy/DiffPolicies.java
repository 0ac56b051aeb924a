package io.leaddispatcher.application.policy;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.policy.port.Policies;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.policy.PolicyDiff;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Tells in words what changed from one policy to another. */
@UseCase
public final class DiffPolicies {

    private final Policies policies;
    private final UnitOfWork unitOfWork;

    public DiffPolicies(Policies policies, UnitOfWork unitOfWork) {
        this.policies = policies;
        this.unitOfWork = unitOfWork;
    }

    /**
     * @param from a version; null for the draft
     * @param to a version; null for the draft
     */
    public record Query(
            Caller caller, PolicyKind kind, @Nullable Integer from, @Nullable Integer to) {}

    /** Empty when one of the two does not exist. */
    public Mono<List<PolicyDiff.Change>> handle(Query query) {
        query.caller().require(Permission.VIEW_CONFIGURATION);
        TenantId tenant = query.caller().tenant();
        return unitOfWork.run(
                tenant,
                document(query, query.from())
                        .flatMap(from ->
                                document(query, query.to())
                                        .map(to -> PolicyDiff.between(from, to))));
    }

    private Mono<Map<String, ?>> document(Query query, @Nullable Integer version) {
        TenantId tenant = query.caller().tenant();
        return version == null
                ? policies.draft(tenant, query.kind()).map(PolicyDraft::document)
                : policies.version(tenant, query.kind(), version).map(PolicyVersion::document);
    }
}
