package io.leaddispatcher.application.meeting.port;

import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.domain.meeting.MeetingDetails;
import io.leaddispatcher.domain.meeting.MeetingState;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Meetings as people look through them, with their leads. Called inside a unit of work. */
public interface MeetingViews {

    /**
     * Which meetings.
     *
     * @param upcoming those that have not ended at {@code now}; else those that have
     * @param state null: whatever it is
     * @param rep who has the lead; null: whoever
     */
    record Filter(
            boolean upcoming, Instant now, @Nullable MeetingState state, @Nullable String rep) {}

    /**
     * A meeting with the lead that has booked it.
     *
     * @param provider such as {@code calendly}
     * @param bookedAt by the provider's clock; null when it was not told
     * @param toldAt when somebody was first told of the lead after that; null: nobody was
     */
    record Row(
            UUID id,
            MeetingState state,
            MeetingDetails details,
            String provider,
            @Nullable String reason,
            @Nullable Instant bookedAt,
            @Nullable Instant toldAt,
            LeadViews.Row lead) {}

    /** Where a page has ended: at a meeting that begins then. */
    record Position(Instant startsAt, UUID id) {}

    /** Upcoming ones from the next on, those that are over from the latest on. */
    Flux<Row> page(
            TenantId tenant,
            LeadViews.Sight sight,
            Filter filter,
            @Nullable Position after,
            int limit);
}
