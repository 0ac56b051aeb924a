package io.leaddispatcher.application.pool.port;

import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.Considered;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The decisions that looked at a rep. Called inside a unit of work of the tenant. */
@FunctionalInterface
public interface RepDecisions {

    /**
     * One of them.
     *
     * @param cause what brought it about
     */
    record RepDecision(UUID run, LeadId lead, Instant at, Cause cause, Considered considered) {}

    /**
     * What was found.
     *
     * @param decisions newest first
     * @param until when the earliest decision was made that was looked through, when there are
     *     earlier ones for which there was no room; null when all were
     */
    record Found(List<RepDecision> decisions, @Nullable Instant until) {
        public Found {
            decisions = List.copyOf(decisions);
        }
    }

    /**
     * Looks through the newest decisions of a time.
     *
     * @param to is not part of it
     * @param atMost how many are looked through
     */
    Mono<Found> of(TenantId tenant, RepKey rep, Instant from, Instant to, int atMost);
}
