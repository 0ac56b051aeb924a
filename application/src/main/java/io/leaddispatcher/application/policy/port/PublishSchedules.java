package io.leaddispatcher.application.policy.port;

import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.policy.ScheduledPublish;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What each tenant has scheduled to be published. Times are those of the database's clock. */
public interface PublishSchedules {

    /** One whose time has come, somewhere. */
    record Due(TenantId tenant, UUID id) {}

    /** False, and nothing is kept, when its time is over already. */
    Mono<Boolean> add(TenantId tenant, ScheduledPublish scheduled);

    /** Those that wait, the next first, and after them the last that ended, the newest first. */
    Flux<ScheduledPublish> list(TenantId tenant, PolicyKind kind, int mostEnded);

    /** One that waits, held until the unit of work ends. Empty when there is none. */
    Mono<ScheduledPublish> claim(TenantId tenant, PolicyKind kind, UUID id);

    /**
     * One whose time has come, held until the unit of work ends. Empty when it does not wait any
     * more, or when another node has it.
     */
    Mono<ScheduledPublish> claimDue(TenantId tenant, UUID id);

    /** Keeps how it ended. */
    Mono<Void> end(TenantId tenant, ScheduledPublish ended);

    /** In all tenants, the longest due first. Called outside of a unit of work. */
    Flux<Due> due(int atMost);
}
