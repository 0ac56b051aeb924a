package io.leaddispatcher.application.intake.port;

import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The stored deliveries that wait for their translation into leads. Called inside a unit of work of
 * the tenant where nothing else is said.
 */
public interface ReceivedEvents {

    /** An event that this node holds for its translation. */
    record Claim(TenantId tenant, UUID event) {}

    /**
     * Holds events that wait for their translation: of each tenant that has some the same part, the
     * longest due first. Needs no unit of work.
     *
     * @param share the most that one tenant may have under way
     * @param underWay the tenant of each event that the caller has under way already
     */
    Flux<Claim> claim(int atMost, int share, List<TenantId> underWay, Duration hold);

    /** An event with how often its translation has failed. */
    record Received(InboundEvent event, int attempts) {}

    /** Empty when it has been translated meanwhile. */
    Mono<Received> find(TenantId tenant, UUID event);

    /**
     * The translation is there. False when the event waits for none any more: then nothing of this
     * unit of work may be kept.
     */
    Mono<Boolean> ready(
            TenantId tenant, UUID event, Map<String, ?> body, LeadId lead, boolean updateOnly);

    /** It is about no lead. */
    Mono<Void> ignored(TenantId tenant, UUID event, String reason);

    /** It was not tried and waits for its turn. */
    Mono<Void> putOff(TenantId tenant, UUID event, Instant dueAt);

    /** Its translation has failed, and is tried again. */
    Mono<Void> retry(TenantId tenant, UUID event, Instant dueAt, String error);

    /** Its translation has failed for good. */
    Mono<Void> failed(TenantId tenant, UUID event, String error);
}
