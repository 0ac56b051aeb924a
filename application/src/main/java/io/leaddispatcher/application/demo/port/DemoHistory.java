package io.leaddispatcher.application.demo.port;

import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** Lets the demo's reps have worked. Called inside a unit of work of the tenant. */
public interface DemoHistory {

    Mono<Boolean> hasLeads(TenantId tenant);

    /**
     * Offers from before {@code accepted} were accepted, and most of those from before {@code
     * completed} are done.
     */
    Mono<Void> workOff(TenantId tenant, Instant accepted, Instant completed);
}
