package io.leaddispatcher.application.escalation.port;

import io.leaddispatcher.application.escalation.Unheard;
import io.leaddispatcher.application.escalation.Unheard.Cause;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The escalations of each tenant that have reached nobody, by their clocks, and when somebody was
 * last written to about what they have in common. Called inside a unit of work.
 */
public interface UnheardEscalations {

    /** Of clocks that are live. Of one that is there already the last cause counts. */
    Mono<Void> keep(TenantId tenant, List<Unheard> unheard);

    /** Somebody was told after all. */
    Mono<Void> heard(TenantId tenant, Collection<UUID> clocks);

    /** Those of these clocks that are still unheard; they are heard from now on. */
    Flux<Unheard> take(TenantId tenant, Collection<UUID> clocks);

    /**
     * Of these causes those that nobody was written to about for a day, and notes that they are.
     */
    Mono<Set<Cause>> due(TenantId tenant, Collection<Cause> causes, Instant now);
}
