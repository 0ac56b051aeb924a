package io.leaddispatcher.application.configuration;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.port.ActivePolicies;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * What still needs a document, for somebody who thinks of deleting it. {@link DeleteConfiguration}
 * looks again, under the lock: what is told here may have changed by then.
 */
@UseCase
public final class ShowDependents {

    private final Dependents dependents;
    private final UnitOfWork unitOfWork;

    public ShowDependents(
            ConfigurationDocuments documents, ActivePolicies policies, UnitOfWork unitOfWork) {
        this.dependents = new Dependents(documents, policies);
        this.unitOfWork = unitOfWork;
    }

    public record Query(Caller caller, ConfigurationKind kind, String key) {}

    /** An empty list when nothing needs it, also when there is no such document. */
    public Mono<List<Dependent>> handle(Query query) {
        return Mono.defer(() -> {
            query.caller().require(Permission.CONFIGURE);
            TenantId tenant = query.caller().tenant();
            return unitOfWork.run(tenant, dependents.needing(tenant, query.kind(), query.key()));
        });
    }
}
