package io.leaddispatcher.application.routing.port;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * When the owners of queues were last told that leads wait there for which nobody is available.
 * Called inside a unit of work of the tenant that holds the turn.
 */
@FunctionalInterface
public interface QueueAlerts {

    /** Nobody is ever told. */
    QueueAlerts SILENT = (_, _, _, _) -> Mono.just(Set.of());

    /**
     * Of these queues those whose owners are to be told, and notes that they are: when the first
     * leads wait in a queue, but not twice in a quarter of an hour, and every four hours while more
     * come.
     *
     * @param leads that have just come to wait, and are kept already
     */
    Mono<Set<QueueKey>> due(
            TenantId tenant, Collection<QueueKey> queues, Collection<LeadId> leads, Instant now);
}
