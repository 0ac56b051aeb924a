package io.leaddispatcher.application.task.port;

import io.leaddispatcher.domain.task.Task;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Collection;
import reactor.core.publisher.Mono;

/** Whoever else keeps tasks hears here that they have ended. */
@FunctionalInterface
public interface EndedTasks {

    /**
     * These are done, or nobody has to do them any more. Called in the unit of work in which they
     * ended.
     */
    Mono<Void> tell(TenantId tenant, Collection<Task> ended);
}
