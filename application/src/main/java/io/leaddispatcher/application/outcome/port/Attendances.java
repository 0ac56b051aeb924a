package io.leaddispatcher.application.outcome.port;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.meeting.MeetingState;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Who came to their meetings. Called inside a unit of work of the tenant. */
@FunctionalInterface
public interface Attendances {

    /**
     * Somebody says what has become of a lead's meeting: the latest one that had begun by then, or
     * else the next, unless it was moved or cancelled. Answers the meeting's id; empty when there
     * is none, or that was known.
     *
     * @param state {@code HELD} or {@code NO_SHOW}; {@code BOOKED} takes back that nobody came, and
     *     is heard of no other meeting
     */
    Mono<UUID> attended(TenantId tenant, LeadId lead, MeetingState state, Instant at);
}
