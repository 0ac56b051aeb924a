package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.crm.port.BookedMeetings;
import io.leaddispatcher.application.crm.port.BookedMeetings.BookedMeeting;
import io.leaddispatcher.application.crm.port.CrmActivities;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.roster.Rep;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Writes meetings to CRMs, as they stand when they are written. */
final class CrmAppointments {

    private final BookedMeetings meetings;
    private final UnitOfWork unitOfWork;

    CrmAppointments(BookedMeetings meetings, UnitOfWork unitOfWork) {
        this.meetings = meetings;
        this.unitOfWork = unitOfWork;
    }

    /**
     * The id of the meeting there; empty when there is none to write.
     *
     * @param rep who hosts it; a meeting that nobody is found for is written all the same
     */
    Mono<String> write(CrmTarget target, CrmWrite.Appointment appointment, Optional<Rep> rep) {
        Mono<Optional<String>> host =
                Mono.justOrEmpty(rep)
                        .flatMap(target::owner)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty());
        return host.flatMap(owner ->
                unitOfWork
                        .run(
                                target.tenant(),
                                meetings.booked(
                                        target.tenant(),
                                        appointment.meeting(),
                                        target.connection().key()))
                        .flatMap(booked -> write(target, appointment, owner.orElse(null), booked)));
    }

    /** One that was booked there gets its result; any other one is made there. */
    private static Mono<String> write(
            CrmTarget target,
            CrmWrite.Appointment appointment,
            @Nullable String owner,
            BookedMeeting booked) {
        CrmActivities activities = target.crm().activities();
        String there = booked.there();
        return there == null
                ? activities.writeMeeting(
                        target.tenant(),
                        target.connection(),
                        new CrmActivities.Meeting(
                                appointment.meeting(),
                                appointment.record(),
                                owner,
                                Objects.requireNonNullElse(booked.title(), "Meeting"),
                                booked.startsAt(),
                                booked.endsAt(),
                                booked.state()))
                : activities.writeResult(
                        target.tenant(), target.connection(), there, booked.state());
    }
}
