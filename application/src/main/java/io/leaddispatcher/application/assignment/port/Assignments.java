package io.leaddispatcher.application.assignment.port;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The assignments of each tenant. Called inside a unit of work of the tenant. */
public interface Assignments {

    /**
     * A lead offered to a rep.
     *
     * @param broadcast asked with others: the first to accept gets it
     * @param expiresAt exclusive; null: it does not lapse by itself
     */
    record Offer(
            UUID id,
            LeadId lead,
            UUID run,
            RepKey rep,
            @Nullable PoolKey pool,
            @Nullable String ruleId,
            @Nullable String tier,
            Priority priority,
            boolean broadcast,
            Instant offeredAt,
            @Nullable Instant expiresAt) {}

    Mono<Void> add(TenantId tenant, List<Offer> offers);

    /** Who declined each of these leads or let its offer lapse. */
    Mono<Map<LeadId, Set<RepKey>>> declinedBy(TenantId tenant, Collection<LeadId> leads);

    /** The active one of each of these leads that has one; of a broadcast the first offer. */
    Mono<Map<LeadId, Offer>> active(TenantId tenant, Collection<LeadId> leads);
}
