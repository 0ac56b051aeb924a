package io.leaddispatcher.application.policy.port;

import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.domain.experiment.ExperimentReport;
import io.leaddispatcher.domain.policy.ExperimentKey;
import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/** What has come of the experiments of each tenant. Called inside a unit of work. */
public interface Experiments {

    /** Empty when no version that was published carries it. */
    Mono<ExperimentReport> report(TenantId tenant, PolicyKind kind, ExperimentKey key);
}
