package io.leaddispatcher.application.crm.port;

import io.leaddispatcher.application.crm.port.CrmActivities.MeetingState;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Meetings of leads, as they stand. Called inside a unit of work of the tenant. */
public interface BookedMeetings {

    /**
     * A meeting of which it was told when it is.
     *
     * @param title null when it has none, or nobody may see it outside
     * @param endsAt exclusive
     * @param there the CRM's own id of it, where it stands there already; null where it does not
     */
    record BookedMeeting(
            @Nullable String title,
            Instant startsAt,
            Instant endsAt,
            MeetingState state,
            @Nullable String there) {}

    /**
     * As it stands. Empty when there is none any more, when nobody has told yet when it is, and for
     * one that this very CRM has told of, as long as there is no result that somebody else may have
     * told.
     */
    Mono<BookedMeeting> booked(TenantId tenant, UUID meeting, ConnectionKey crm);
}
