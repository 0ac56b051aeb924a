package io.leaddispatcher.application.sla;

import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/** Begins the clocks that decisions ask for. */
@FunctionalInterface
public interface ClockStarts {

    /**
     * Decisions have been made: what was before stops, and what they want begins. Inside the unit
     * of work that keeps them, after the leads and assignments.
     */
    Mono<Void> decided(TenantId tenant, NewClocks news);
}
