package io.leaddispatcher.application.live;

import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Flux;

/** What happens in a workspace, on whichever node, from now on. */
public interface LiveEvents {

    /** Never ends by itself. A reader that is too slow misses events; it is never an error. */
    Flux<LiveEvent> stream(TenantId tenant);
}
