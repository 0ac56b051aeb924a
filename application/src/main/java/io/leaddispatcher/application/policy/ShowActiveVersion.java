package io.leaddispatcher.application.policy;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.policy.port.Policies;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/** Which version of a policy is active, without the policy. */
@UseCase
public final class ShowActiveVersion {

    private final Policies policies;
    private final UnitOfWork unitOfWork;

    public ShowActiveVersion(Policies policies, UnitOfWork unitOfWork) {
        this.policies = policies;
        this.unitOfWork = unitOfWork;
    }

    public record Query(Caller caller, PolicyKind kind) {}

    /** Its number; 0 when none was published. */
    public Mono<Integer> handle(Query query) {
        query.caller().require(Permission.VIEW_CONFIGURATION);
        TenantId tenant = query.caller().tenant();
        return unitOfWork
                .run(tenant, policies.activeNumber(tenant, query.kind()))
                .defaultIfEmpty(0);
    }
}
