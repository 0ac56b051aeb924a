package io.leaddispatcher.application.policy;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.policy.port.Experiments;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.experiment.ExperimentReport;
import io.leaddispatcher.domain.policy.ExperimentKey;
import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/** Tells how the two sides of an experiment have done. */
@UseCase
public final class ShowExperiment {

    private final Experiments experiments;
    private final UnitOfWork unitOfWork;

    public ShowExperiment(Experiments experiments, UnitOfWork unitOfWork) {
        this.experiments = experiments;
        this.unitOfWork = unitOfWork;
    }

    public record Query(Caller caller, PolicyKind kind, ExperimentKey key) {}

    /** Empty when there is none. */
    public Mono<ExperimentReport> handle(Query query) {
        query.caller().require(Permission.VIEW_CONFIGURATION);
        TenantId tenant = query.caller().tenant();
        return unitOfWork.run(tenant, experiments.report(tenant, query.kind(), query.key()));
    }
}
