package io.leaddispatcher.application.me.port;

import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a rep is busy with. Called inside a unit of work of the tenant. */
public interface MyWork {

    /**
     * A lead that a rep is offered or has.
     *
     * @param broadcast offered to others, too
     */
    record Held(
            LeadViews.Row lead,
            UUID assignment,
            AssignmentState state,
            Priority priority,
            boolean broadcast,
            Instant offeredAt,
            @Nullable Instant expiresAt,
            @Nullable Instant acceptedAt) {}

    /**
     * What a rep has done since an instant.
     *
     * @param medianToAccept from the offer; null when nothing was accepted
     */
    record Numbers(long accepted, @Nullable Duration medianToAccept) {}

    /** What a rep is offered or has, in no order that matters. */
    Flux<Held> held(TenantId tenant, RepKey rep, int limit);

    Mono<Numbers> since(TenantId tenant, RepKey rep, Instant from);

    /** How many leads wait in each of these queues that has some. */
    Mono<Map<QueueKey, Long>> waiting(TenantId tenant, Collection<QueueKey> queues);
}
