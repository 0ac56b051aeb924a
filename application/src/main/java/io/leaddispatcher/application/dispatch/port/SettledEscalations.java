package io.leaddispatcher.application.dispatch.port;

import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/** Hears what has become of messages that tell of a clock, in the unit of work that keeps it. */
@FunctionalInterface
public interface SettledEscalations {

    /** The member of a message that names the clock whose escalation it tells. */
    String CLOCK = "escalationOf";

    /** Nobody listens. */
    SettledEscalations UNHEEDED = (_, _, _) -> Mono.empty();

    /**
     * @param settled that have arrived or were given up
     */
    Mono<Void> settled(TenantId tenant, List<Delivery> settled, Instant at);
}
