package io.leaddispatcher.application.meeting.port;

import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.meeting.Meeting;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The meetings of each tenant. Called inside a unit of work of the tenant. */
public interface Meetings {

    /**
     * A meeting as it is kept.
     *
     * @param lead null until it was told who has booked
     * @param provider such as {@code calendly}
     * @param heldBy who had the lead when it was said to have been held; null when nobody has said
     *     so, or nobody had it. Follows from outcomes, and is not saved
     */
    record Kept(
            UUID id,
            ConnectionKey connection,
            String provider,
            @Nullable LeadId lead,
            Meeting meeting,
            @Nullable RepKey heldBy) {

        /** After something was told of it. */
        public Kept with(@Nullable LeadId lead, Meeting meeting) {
            return new Kept(id, connection, provider, lead, meeting, heldBy);
        }
    }

    /** Keeps others from a booking until the unit of work ends, whether it is known or not. */
    Mono<Void> hold(TenantId tenant, ConnectionKey connection, String booking);

    /** Empty when nothing was told of it. */
    Mono<Kept> find(TenantId tenant, ConnectionKey connection, String booking);

    /** Adds or replaces it. */
    Mono<Void> save(TenantId tenant, Kept meeting, Instant at);
}
