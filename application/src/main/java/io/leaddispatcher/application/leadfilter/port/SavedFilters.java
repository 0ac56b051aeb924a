package io.leaddispatcher.application.leadfilter.port;

import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The filters that each member keeps. Called inside a unit of work of the tenant. */
public interface SavedFilters {

    /**
     * A filter under a name.
     *
     * @param query what it asks for, as the address of the list says it
     * @param droppedAt when it was removed; null: it is there
     */
    record Saved(UUID id, String name, Map<String, String> query, @Nullable Instant droppedAt) {
        public Saved {
            query = Map.copyOf(query);
        }
    }

    /** By name, those too that were removed a short while ago. */
    Flux<Saved> of(TenantId tenant, UUID member);

    /** Adds it, or replaces what the one of that name, in any case, asks for. */
    Mono<Void> save(TenantId tenant, UUID member, Saved filter, Instant at);

    /**
     * Removes one that is there, and forgets those that were removed before {@code forget}. False
     * when there is none.
     */
    Mono<Boolean> drop(TenantId tenant, UUID member, UUID filter, Instant at, Instant forget);

    /** Brings one back. False when there is none, or there is another one of that name by now. */
    Mono<Boolean> restore(TenantId tenant, UUID member, UUID filter);
}
