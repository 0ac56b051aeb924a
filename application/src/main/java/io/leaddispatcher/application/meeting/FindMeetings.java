package io.leaddispatcher.application.meeting;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.lead.LeadNames;
import io.leaddispatcher.application.lead.LocalTimes;
import io.leaddispatcher.application.lead.SensitiveMask;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.meeting.port.MeetingViews;
import io.leaddispatcher.application.meeting.port.MeetingViews.Filter;
import io.leaddispatcher.application.meeting.port.MeetingViews.Position;
import io.leaddispatcher.application.meeting.port.MeetingViews.Row;
import io.leaddispatcher.application.paging.Cut;
import io.leaddispatcher.application.paging.PageLimit;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.meeting.MeetingDetails;
import io.leaddispatcher.domain.meeting.MeetingState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The meetings that leads have booked: those to come, or those that have been. */
@UseCase
public final class FindMeetings {

    private static final int MOST = 200;

    /**
     * @param upcoming those to come; else those that have been
     * @param state null: whatever it is
     * @param rep key of the rep who has the lead; null: whoever
     * @param after where the page before ended; null: from the beginning
     */
    public record Query(
            Caller caller,
            boolean upcoming,
            @Nullable MeetingState state,
            @Nullable String rep,
            @Nullable Position after,
            int limit) {}

    /**
     * A meeting.
     *
     * @param lead what the lead is called; null when it has no name, or may not be told
     * @param company likewise
     * @param repKey who has the lead; null when nobody does
     * @param rep what they are called; null when nobody has it
     * @param told how long it took from the booking until somebody was told; null: nobody was, or
     *     nobody knows when it was booked
     * @param open whether nobody has said yet how it went, though it is over
     */
    public record Line(
            UUID id,
            String leadId,
            @Nullable String lead,
            @Nullable String company,
            @Nullable String repKey,
            @Nullable String rep,
            MeetingState state,
            MeetingDetails details,
            String provider,
            @Nullable String reason,
            @Nullable Duration told,
            boolean open) {}

    /**
     * @param zone by whose clocks the caller reads times
     * @param next where the page ends; null on the last page
     */
    public record Page(List<Line> items, ZoneId zone, @Nullable Position next) {
        public Page {
            items = List.copyOf(items);
        }
    }

    private final UnitOfWork unitOfWork;
    private final RoutingConfigurations configurations;
    private final MeetingViews meetings;
    private final InstantSource clock;

    public FindMeetings(
            UnitOfWork unitOfWork,
            RoutingConfigurations configurations,
            MeetingViews meetings,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.configurations = configurations;
        this.meetings = meetings;
        this.clock = clock;
    }

    public Mono<Page> handle(Query query) {
        return Mono.defer(() -> {
            Sight sight = Sight.of(query.caller());
            PageLimit.require(query.limit(), MOST);
            return unitOfWork.run(
                    query.caller().tenant(),
                    configurations
                            .current(query.caller().tenant())
                            .flatMap(snapshot -> find(query, sight, snapshot)));
        });
    }

    private Mono<Page> find(Query query, Sight sight, Snapshot snapshot) {
        Instant now = clock.instant();
        SensitiveMask mask = SensitiveMask.closed(snapshot.configuration());
        return meetings.page(
                        query.caller().tenant(),
                        sight,
                        new Filter(query.upcoming(), now, query.state(), query.rep()),
                        query.after(),
                        query.limit() + 1)
                .collectList()
                .map(found -> Cut.of(found, query.limit()))
                .map(rows ->
                        new Page(
                                rows.shown().stream().map(row -> line(row, mask, now)).toList(),
                                LocalTimes.zone(
                                        query.caller().actor().ownRep().orElse(null),
                                        snapshot.configuration()),
                                rows.next(FindMeetings::position)));
    }

    private static Line line(Row row, SensitiveMask mask, Instant now) {
        Instant booked = row.bookedAt();
        Instant told = row.toldAt();
        return new Line(
                row.id(),
                row.lead().lead().toString(),
                LeadNames.person(row.lead(), mask),
                mask.text("company.name", row.lead().company()),
                row.lead().repKey(),
                row.lead().repName() == null ? row.lead().repKey() : row.lead().repName(),
                row.state(),
                row.details(),
                row.provider(),
                row.reason(),
                booked == null || told == null ? null : Duration.between(booked, told),
                row.state() == MeetingState.BOOKED && !row.details().endsAt().isAfter(now));
    }

    private static Position position(Row last) {
        return new Position(last.details().startsAt(), last.id());
    }
}
