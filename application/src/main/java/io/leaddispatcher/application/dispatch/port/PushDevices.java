package io.leaddispatcher.application.dispatch.port;

import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Flux;

/** On whose devices messages may be shown. Called inside a unit of work of the tenant. */
@FunctionalInterface
public interface PushDevices {

    /** The keys of the reps who have allowed it on a device, each once. */
    Flux<String> reps(TenantId tenant);
}
