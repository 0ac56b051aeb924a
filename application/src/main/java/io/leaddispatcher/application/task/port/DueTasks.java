package io.leaddispatcher.application.task.port;

import io.leaddispatcher.application.transaction.Portion;
import io.leaddispatcher.domain.task.Task;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tasks that have become due. Inside units of work, but for the tenants. */
public interface DueTasks {

    /**
     * Those in which something is due that nobody has looked at, and that is not put off. Called
     * outside units of work.
     */
    Flux<TenantId> tenants();

    /**
     * Marks what is due as looked at, those first that have been due longest; each once. Without
     * those that are put off.
     */
    Flux<Task> claim(TenantId tenant, Portion<UUID> portion);

    /** Names those that can be claimed, those first that have been due longest. Marks nothing. */
    Flux<UUID> due(TenantId tenant, int atMost);

    /**
     * Puts one off, the longer the longer it has been due, unless it can be claimed no more or
     * somebody holds it.
     */
    Mono<Void> putOff(TenantId tenant, UUID task);
}
