package io.leaddispatcher.adapter.meetings;

import io.leaddispatcher.domain.meeting.MeetingNews;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What a provider tells, as it tells it. */
interface MeetingEvent {

    /**
     * Empty when it says too little, or is of no interest.
     *
     * @param receivedAt when it came, should it not say when it came about
     */
    Optional<MeetingNews> news(Instant receivedAt);

    /** Who has booked, and what they have said. */
    Map<String, Object> leadBody(BookingMapping mapping);
}
