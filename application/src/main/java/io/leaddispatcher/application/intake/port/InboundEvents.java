package io.leaddispatcher.application.intake.port;

import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The stored deliveries of each tenant. Called inside a unit of work of the tenant where nothing
 * else is said.
 */
public interface InboundEvents {

    /**
     * What keeping one event came to.
     *
     * @param lead the lead that it belongs to, once that is known
     * @param repeated it had been kept before; nothing new was written
     * @param sameContent false when the key was used before with another content
     */
    record Kept(UUID event, @Nullable LeadId lead, boolean repeated, boolean sameContent) {}

    /**
     * Keeps an event that must be translated first, unless its idempotency key is there already.
     */
    Mono<Kept> keep(UUID id, InboundEvent event);

    /** An event whose lead body is known. */
    record ToRoute(UUID id, InboundEvent event, Map<String, ?> body, LeadId lead) {}

    /**
     * Keeps events that are ready to be routed, but for those whose idempotency key is there
     * already, also within the list, or stands for a request that was refused; the ids of those
     * that were kept.
     */
    Mono<Set<UUID>> keepReady(TenantId tenant, List<ToRoute> events);

    /**
     * Likewise, for those that are routed in the same unit of work: nobody else is to find them.
     * Any that is not routed in it after all has to {@link #waitFor}.
     */
    Mono<Set<UUID>> keepRouted(TenantId tenant, List<ToRoute> events);

    /** Names the lead that an event belongs to after all. */
    Mono<Void> belong(TenantId tenant, Map<UUID, LeadId> leads);

    /**
     * What was kept under the idempotency key of this event. Empty when the key stands for a
     * request that was refused.
     */
    Mono<Kept> known(InboundEvent event);

    /** An event that this node holds for its translation. */
    record Claim(TenantId tenant, UUID event) {}

    /** Holds events that wait for their translation, of any tenant. Needs no unit of work. */
    Flux<Claim> claimReceived(int atMost, Duration hold);

    /** An event with how often its translation has failed. */
    record Received(InboundEvent event, int attempts) {}

    /** Empty when it has been translated meanwhile. */
    Mono<Received> received(TenantId tenant, UUID event);

    /** The translation is there. */
    Mono<Void> ready(
            TenantId tenant, UUID event, Map<String, ?> body, LeadId lead, boolean updateOnly);

    Mono<Void> ignored(TenantId tenant, UUID event, String reason);

    /** Ignores an event about somebody who was erased, and keeps nothing of what it said. */
    Mono<Void> forget(TenantId tenant, UUID event);

    Mono<Void> retry(TenantId tenant, UUID event, Instant dueAt, String error);

    Mono<Void> failed(TenantId tenant, UUID event, String error);

    /** Tenants with events that are ready to be routed. Needs no unit of work. */
    Flux<TenantId> tenantsToRoute();

    /**
     * An event to be routed.
     *
     * @param updateOnly it tells more about a known lead, and starts no run when that one is done
     */
    record Ready(
            UUID id,
            LeadId lead,
            Map<String, ?> body,
            String source,
            @Nullable String connection,
            boolean updateOnly,
            Instant receivedAt) {

        /** About another lead. */
        public Ready of(LeadId other) {
            return new Ready(id, other, body, source, connection, updateOnly, receivedAt);
        }
    }

    /**
     * Puts off the first event that is ready, longer with each time, because routing it has failed:
     * those behind it go on.
     */
    Mono<Void> putOffFirst(TenantId tenant, String error);

    /**
     * Has events wait to be routed, that are ready or were kept as routed in this unit of work.
     *
     * @param most how long they wait for something that is asked outside; then they are routed in
     *     any case
     */
    Mono<Void> waitFor(TenantId tenant, Set<UUID> events, Duration most);

    /** Those that have been waiting are routed now, unless they are already. */
    Mono<Void> waitNoLonger(TenantId tenant, Set<UUID> events);

    /** In the order in which they came; without those that were put off. */
    Flux<Ready> ready(TenantId tenant, int atMost);

    /** What routing one event came to, as the API tells it. */
    record Routed(UUID event, Map<String, Object> outcome) {}

    /** These have come to something that no run tells. */
    Mono<Void> routed(TenantId tenant, List<Routed> routed);

    /** These were ready, and have runs that tell what they came to. */
    Mono<Void> decided(TenantId tenant, List<UUID> events);

    /** By the event or by its run. Empty until it has been routed. */
    Mono<Map<String, Object>> outcome(TenantId tenant, UUID event);
}
