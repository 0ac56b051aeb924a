package io.leaddispatcher.application.intake.port;

import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.transaction.Portion;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.lead.Identity;
import io.leaddispatcher.domain.lead.LeadBody;
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
 * The stored deliveries that wait to be routed. Called inside a unit of work of the tenant where
 * nothing else is said.
 */
public interface ReadyEvents {

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

        /** The connection that it came by, if that is to a CRM. */
        public @Nullable ConnectionKey crm() {
            return InboundEvent.crm(source, key());
        }

        /** By what somebody is known of whom it tells. */
        public Identity identity(LeadBody body) {
            return InboundEvent.identity(body, source, key());
        }

        private @Nullable ConnectionKey key() {
            return connection == null ? null : new ConnectionKey(connection);
        }

        /** About another lead. */
        public Ready of(LeadId other) {
            return new Ready(id, other, body, source, connection, updateOnly, receivedAt);
        }
    }

    /**
     * Puts off an event, longer with each time, because routing it has failed, unless it waits no
     * more: those behind it go on.
     */
    Mono<Void> putOff(TenantId tenant, UUID event, String error);

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
    Flux<Ready> ready(TenantId tenant, Portion<UUID> portion);

    /** Names them, in the same order, and reads nothing of what they say. */
    Flux<UUID> names(TenantId tenant, int atMost);

    /** What routing one event came to, as the API tells it. */
    record Routed(UUID event, Map<String, Object> outcome) {}

    /** These have come to something that no run tells. */
    Mono<Void> routed(TenantId tenant, List<Routed> routed);

    /** These were ready, and have runs that tell what they came to. */
    Mono<Void> decided(TenantId tenant, List<UUID> events);
}
