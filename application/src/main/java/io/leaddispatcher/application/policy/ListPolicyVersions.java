package io.leaddispatcher.application.policy;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.application.policy.port.Policies;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/** Lists the published versions of a policy, newest first. */
@UseCase
public final class ListPolicyVersions {

    private final Policies policies;
    private final UnitOfWork unitOfWork;

    public ListPolicyVersions(Policies policies, UnitOfWork unitOfWork) {
        this.policies = policies;
        this.unitOfWork = unitOfWork;
    }

    /**
     * @param before the number below which the page begins; {@link Integer#MAX_VALUE} for the first
     * @param limit from {@link Page#LEAST} to {@link Page#MOST}
     */
    public record Query(Caller caller, PolicyKind kind, int before, int limit) {
        public Query {
            Page.require(limit);
        }
    }

    public Mono<Page<PolicyVersion>> handle(Query query) {
        query.caller().require(Permission.VIEW_CONFIGURATION);
        TenantId tenant = query.caller().tenant();
        return unitOfWork.run(
                tenant,
                policies.versions(tenant, query.kind(), query.before(), query.limit() + 1)
                        .collectList()
                        .map(found ->
                                Page.cut(
                                        found,
                                        query.limit(),
                                        version -> Integer.toString(version.version()))));
    }
}
