package io.leaddispatcher.application.policy;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.policy.port.Policies;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Reads a published policy. */
@UseCase
public final class ShowPolicyVersion {

    private final Policies policies;
    private final UnitOfWork unitOfWork;

    public ShowPolicyVersion(Policies policies, UnitOfWork unitOfWork) {
        this.policies = policies;
        this.unitOfWork = unitOfWork;
    }

    /**
     * @param version null for the active one
     */
    public record Query(Caller caller, PolicyKind kind, @Nullable Integer version) {}

    /** Empty when there is none. */
    public Mono<PolicyVersion> handle(Query query) {
        query.caller().require(Permission.VIEW_CONFIGURATION);
        TenantId tenant = query.caller().tenant();
        Integer version = query.version();
        return unitOfWork.run(
                tenant,
                version == null
                        ? policies.active(tenant, query.kind())
                        : policies.version(tenant, query.kind(), version));
    }
}
