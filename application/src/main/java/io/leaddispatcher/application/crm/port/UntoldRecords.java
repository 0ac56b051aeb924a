package io.leaddispatcher.application.crm.port;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.task.Task;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * Records whose CRM knows nothing of what is done with their lead. Called inside a unit of work.
 */
@FunctionalInterface
public interface UntoldRecords {

    /** Where no CRM is written to. */
    UntoldRecords NONE = (_, _) -> Mono.just(Map.of());

    /**
     * Of these leads those whose record, of several the one that was told of last, got no owner
     * from us, nor is it about to, nor was one seen there; with the open tasks that were to be
     * written to none.
     */
    Mono<Map<LeadId, List<Task>>> of(TenantId tenant, Collection<LeadId> leads);
}
