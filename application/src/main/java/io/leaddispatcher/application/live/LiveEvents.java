package io.leaddispatcher.application.live;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Flux;

/** What happens in a workspace, on whichever node, from now on. */
public interface LiveEvents {

    /**
     * The leads whose timeline has just grown. Never ends by itself. A reader that is too slow
     * misses some; it is never an error.
     */
    Flux<LeadId> stream(TenantId tenant);
}
