package io.leaddispatcher.application.meeting;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.crm.MeetingResults;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.MeetingDesk;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.live.Happened;
import io.leaddispatcher.application.live.LiveSignal;
import io.leaddispatcher.application.meeting.port.Meetings;
import io.leaddispatcher.application.meeting.port.Meetings.Kept;
import io.leaddispatcher.application.outcome.RecordOutcome;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.work.Act;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.meeting.Meeting;
import io.leaddispatcher.domain.meeting.MeetingDetails;
import io.leaddispatcher.domain.meeting.MeetingNews;
import io.leaddispatcher.domain.meeting.MeetingNews.Kind;
import io.leaddispatcher.domain.meeting.MeetingState;
import io.leaddispatcher.domain.outcome.OutcomeType;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Keeps what providers tell of meetings, and tells it in the timelines of their leads. Somebody who
 * was not there is an outcome of the lead, too, as though the rep had said so.
 */
public final class MeetingBook implements MeetingDesk {

    private final UnitOfWork unitOfWork;
    private final RoutingConfigurations configurations;
    private final Meetings meetings;
    private final Timeline timeline;
    private final RecordOutcome outcomes;
    private final MeetingResults results;
    private final LiveSignal live;
    private final Ids ids;
    private final InstantSource clock;

    public MeetingBook(
            UnitOfWork unitOfWork,
            RoutingConfigurations configurations,
            Meetings meetings,
            Timeline timeline,
            RecordOutcome outcomes,
            MeetingResults results,
            LiveSignal live,
            Ids ids,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.configurations = configurations;
        this.outcomes = outcomes;
        this.results = results;
        this.live = live;
        this.meetings = meetings;
        this.timeline = timeline;
        this.ids = ids;
        this.clock = clock;
    }

    /** By which connection something was told. */
    private record Source(TenantId tenant, ConnectionKey connection, String provider) {

        static Source of(InboundEvent event) {
            ConnectionKey connection = event.connection();
            if (connection == null) {
                throw new IllegalStateException("meetings come by connections");
            }
            return new Source(event.tenant(), connection, event.source());
        }
    }

    /** A booking whose place it has taken is over, whether that was told or not. */
    @Override
    public Mono<Void> booked(InboundEvent event, LeadId lead, MeetingNews news) {
        Source source = Source.of(event);
        String old = news.other();
        return discreet(source.tenant(), news)
                .flatMap(discreet -> heard(source, lead, discreet))
                .then(
                        old == null
                                ? Mono.empty()
                                : heard(
                                                source,
                                                lead,
                                                MeetingNews.moved(
                                                        old, news.booking(), news.toldAt()))
                                        .then());
    }

    @Override
    public Mono<Boolean> told(InboundEvent event, MeetingNews news) {
        Source source = Source.of(event);
        return unitOfWork
                .run(
                        source.tenant(),
                        discreet(source.tenant(), news)
                                .flatMap(discreet -> heard(source, null, discreet)))
                .doOnNext(kept -> {
                    if (kept.lead() != null) {
                        live.announce(Happened.to(source.tenant(), kept.lead()));
                    }
                })
                .flatMap(kept -> {
                    OutcomeType outcome = outcome(news, kept.meeting());
                    if (outcome == null) {
                        return Mono.just(true);
                    }
                    // One that overtook its booking: whose outcome it is will be known.
                    return kept.lead() == null
                            ? Mono.just(false)
                            : record(source, kept.lead(), outcome, news);
                });
    }

    /** Null when it is none, or something newer is known. */
    private static @Nullable OutcomeType outcome(MeetingNews news, Meeting meeting) {
        boolean missed = meeting.state() == MeetingState.NO_SHOW;
        if (news.kind() == Kind.NO_SHOW) {
            return missed ? OutcomeType.NO_SHOW : null;
        }
        return news.kind() == Kind.NO_SHOW_TAKEN_BACK && !missed
                ? OutcomeType.NO_SHOW_TAKEN_BACK
                : null;
    }

    /** What somebody wrote stays outside where fields are sensitive. */
    private Mono<MeetingNews> discreet(TenantId tenant, MeetingNews news) {
        return configurations
                .current(tenant)
                .map(snapshot ->
                        snapshot.configuration().fields().hasSensitive()
                                ? news.withoutWords()
                                : news);
    }

    /** The same at the same time is one, so that it may be told again after a crash. */
    private Mono<Boolean> record(Source source, LeadId lead, OutcomeType type, MeetingNews news) {
        Instant now = clock.instant();
        Instant at = news.toldAt().isAfter(now) ? now : news.toldAt();
        return outcomes.handle(
                        new Act(
                                Caller.system(source.tenant()),
                                lead,
                                Map.of("type", type.name(), "at", at.toString()),
                                source.provider()))
                .map(outcome -> !(outcome instanceof ActOutcome.NotRouted))
                // Nobody has said it, or it is taken back already.
                .onErrorResume(InvalidInputException.class, _ -> Mono.just(true));
    }

    private Mono<Kept> heard(Source source, @Nullable LeadId lead, MeetingNews news) {
        return meetings.hold(source.tenant(), source.connection(), news.booking())
                .then(
                        Mono.defer(() ->
                                meetings.find(
                                        source.tenant(), source.connection(), news.booking())))
                .zipWhen(known -> isStoodInFor(source.tenant(), known))
                .map(found -> {
                    Kept known = found.getT1();
                    Meeting.Change change =
                            found.getT2()
                                    ? known.meeting().hearOfHost(news)
                                    : known.meeting().hear(news);
                    return new Heard(
                            known.lead() == null ? known.with(lead, change.meeting()) : known,
                            change);
                })
                .switchIfEmpty(
                        Mono.fromSupplier(() -> {
                            Meeting.Change first = Meeting.first(news);
                            return new Heard(
                                    new Kept(
                                            ids.next(),
                                            source.connection(),
                                            source.provider(),
                                            lead,
                                            first.meeting(),
                                            null),
                                    first);
                        }))
                .flatMap(heard -> keep(source, heard));
    }

    /** Whether somebody else has held it than the one in whose calendar it is. */
    private Mono<Boolean> isStoodInFor(TenantId tenant, Kept known) {
        RepKey heldBy = known.heldBy();
        MeetingDetails details = known.meeting().details();
        String host = details == null ? null : details.hostEmail();
        return heldBy == null || host == null
                ? Mono.just(false)
                : configurations
                        .current(tenant)
                        .map(snapshot ->
                                snapshot.configuration()
                                        .roster()
                                        .repOf(host)
                                        .filter(rep -> rep.key().equals(heldBy))
                                        .isEmpty());
    }

    private record Heard(Kept kept, Meeting.Change change) {}

    private Mono<Kept> keep(Source source, Heard heard) {
        Instant now = clock.instant();
        Kept kept = heard.kept().with(heard.kept().lead(), heard.change().meeting());
        LeadId lead = kept.lead();
        List<Timeline.Entry> entries =
                lead == null
                        ? List.of()
                        : heard.change().events().stream()
                                .map(event -> entry(source, lead, kept.meeting(), event, now))
                                .toList();
        return meetings.save(source.tenant(), kept, now)
                .then(timeline.append(source.tenant(), entries))
                .then(
                        lead == null || entries.isEmpty()
                                ? Mono.empty()
                                : results.tell(
                                        source.tenant(), lead, kept.id(), source.connection()))
                .thenReturn(kept);
    }

    private static Timeline.Entry entry(
            Source source, LeadId lead, Meeting meeting, Meeting.Event event, Instant now) {
        String type =
                switch (event) {
                    case BOOKED -> "MEETING_BOOKED";
                    case CANCELLED -> "MEETING_CANCELLED";
                    case NO_SHOW -> "NO_SHOW";
                    case NO_SHOW_TAKEN_BACK -> "NO_SHOW_TAKEN_BACK";
                };
        return new Timeline.Entry(
                lead,
                new TimelineEntry(
                        now, type, source.provider(), source.provider(), detail(meeting, event)));
    }

    private static Map<String, Object> detail(Meeting meeting, Meeting.Event event) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("booking", meeting.booking());
        MeetingDetails details = meeting.details();
        if (details != null) {
            detail.put("startsAt", details.startsAt().toString());
            put(detail, "host", details.hostEmail());
        }
        switch (event) {
            case BOOKED -> {
                if (details != null) {
                    detail.put("endsAt", details.endsAt().toString());
                    put(detail, "title", details.title());
                    put(detail, "timeZone", details.timeZone());
                }
                put(detail, "bookedAt", meeting.bookedAt());
                put(detail, "replaces", meeting.replaces());
            }
            case CANCELLED -> {
                detail.put("rescheduled", meeting.state() == MeetingState.MOVED);
                put(detail, "replacedBy", meeting.replacedBy());
                put(detail, "reason", meeting.reason());
            }
            case NO_SHOW, NO_SHOW_TAKEN_BACK -> detail.put("at", meeting.since().toString());
        }
        return detail;
    }

    private static void put(Map<String, Object> detail, String name, @Nullable Object value) {
        if (value != null) {
            detail.put(name, value.toString());
        }
    }
}
