package io.leaddispatcher.application.dispatch.port;

import io.leaddispatcher.application.dispatch.DeliveryView;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Deliveries as people look through them. Called inside a unit of work of the tenant. */
public interface DeliveryPages {

    /** Which deliveries; null: whatever it is. */
    record Filter(
            @Nullable DeliveryState status, @Nullable Channel channel, @Nullable LeadId lead) {}

    /**
     * A delivery with the lead that it is about.
     *
     * @param change whether it changes a message that was sent before
     * @param sandboxed whether it was kept in the sandbox, and reached nobody
     * @param changedAt when it last got another status
     * @param lead null when it is about the workspace, or the lead is gone
     */
    record Row(
            DeliveryView delivery,
            boolean change,
            boolean sandboxed,
            Instant madeAt,
            Instant changedAt,
            LeadViews.@Nullable Row lead) {}

    /**
     * Newest first.
     *
     * @param before only those made before this one
     */
    Flux<Row> page(TenantId tenant, Filter filter, @Nullable DeliveryId before, int limit);

    /**
     * How many there are in each status, whatever the filter says of it; of those that were
     * delivered, which are nearly all, nothing is said.
     */
    Mono<Map<DeliveryState, Long>> counts(TenantId tenant, Filter filter);

    /** Those of the filter that were given up, the first to be made first. */
    Flux<DeliveryId> dead(TenantId tenant, Filter filter, int atMost);
}
