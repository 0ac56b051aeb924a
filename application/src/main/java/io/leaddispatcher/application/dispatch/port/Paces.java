package io.leaddispatcher.application.dispatch.port;

import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * The memory of how fast each address was written to, shared by all nodes. Called inside a unit of
 * work of the tenant.
 */
public interface Paces {

    /** The memories that there are, each held until the unit of work ends. */
    Mono<Map<String, Instant>> lock(TenantId tenant, Set<String> names);

    /** Keeps memories; but for {@link #startOver}, a memory never goes back. */
    Mono<Void> keep(TenantId tenant, Map<String, Instant> memories);

    /** Gives all memories whose names begin so this one, as though nothing were sent before. */
    Mono<Void> startOver(TenantId tenant, String beginning, Instant memory);
}
