package io.leaddispatcher.application.intake.port;

import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The stored deliveries of each tenant, each kept once. Those that wait to be translated are {@link
 * ReceivedEvents}, those that wait to be routed {@link ReadyEvents}. Called inside a unit of work
 * of the tenant.
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

    /** An event that must be translated first. */
    record ToTranslate(UUID id, InboundEvent event) {}

    /**
     * Keeps events that must be translated first, but for those whose idempotency key is there
     * already, also within the list; what came of each, in their order.
     */
    Mono<List<Kept>> keep(TenantId tenant, List<ToTranslate> events);

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
     * Any that is not routed in it after all has to {@link ReadyEvents#waitFor}.
     */
    Mono<Set<UUID>> keepRouted(TenantId tenant, List<ToRoute> events);

    /** Names the lead that an event belongs to after all. */
    Mono<Void> belong(TenantId tenant, Map<UUID, LeadId> leads);

    /**
     * What was kept under the idempotency key of this event. Empty when the key stands for a
     * request that was refused.
     */
    Mono<Kept> known(InboundEvent event);

    /** Ignores an event about somebody who was erased, and keeps nothing of what it said. */
    Mono<Void> forget(TenantId tenant, UUID event);

    /**
     * What routing an event came to, as the API tells it: by the event or by its run. Empty until
     * it has been routed.
     */
    Mono<Map<String, Object>> outcome(TenantId tenant, UUID event);
}
