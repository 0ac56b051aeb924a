package io.leaddispatcher.application.intake;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.meeting.MeetingNews;
import reactor.core.publisher.Mono;

/** Takes down what providers tell of meetings. */
public interface MeetingDesk {

    /** Somebody has booked. Inside the unit of work that takes them in. */
    Mono<Void> booked(InboundEvent event, LeadId lead, MeetingNews news);

    /**
     * Something else was told of a booking: it is kept, and no lead comes in by it. In units of
     * work of its own; told twice it is told once. Answers whether it is settled; false: it is to
     * come again, since the lead is not there or not routed yet.
     */
    Mono<Boolean> told(InboundEvent event, MeetingNews news);
}
