package io.leaddispatcher.web.meeting;

import io.leaddispatcher.application.lead.ListLeadFilters.Choice;
import io.leaddispatcher.application.meeting.FindMeetings;
import io.leaddispatcher.application.meeting.FindMeetings.Line;
import io.leaddispatcher.domain.meeting.MeetingDetails;
import io.leaddispatcher.domain.meeting.MeetingState;
import io.leaddispatcher.web.layout.Initials;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The meetings.
 *
 * @param upcoming the address of those to come
 * @param past the address of those that have been
 * @param all the address of the list without its narrowing
 * @param first whether the list is shown from its beginning
 * @param self the address of its beginning
 * @param zone by whose clocks times are told
 * @param more the address of what follows; null at the end
 */
record MeetingsView(
        MeetingsFilter filter,
        List<Row> rows,
        List<Choice> states,
        List<Choice> reps,
        String upcoming,
        String past,
        boolean narrowed,
        String all,
        boolean first,
        String self,
        String zone,
        @Nullable String more) {

    /**
     * A meeting.
     *
     * @param length how long it takes
     * @param host in whose calendar it is, when that is not the rep; null when nobody says
     * @param rep who has the lead; null when nobody does
     * @param join where people meet; null when it is no place on the web, or nobody goes there
     * @param told how long it took from the booking until somebody was told; null: nobody was
     * @param slow whether that was longer than a minute
     * @param open whether nobody has said yet how it went
     */
    record Row(
            String id,
            String lead,
            String who,
            @Nullable String company,
            String title,
            String state,
            String tone,
            When start,
            String length,
            @Nullable String host,
            @Nullable String rep,
            @Nullable String repInitials,
            @Nullable String provider,
            @Nullable String join,
            @Nullable String reason,
            @Nullable String told,
            boolean slow,
            boolean open) {}

    private static final Duration SLOW = Duration.ofMinutes(1);

    static MeetingsView of(
            MeetingsFilter filter, FindMeetings.Page found, List<Choice> reps, Words words) {
        return new MeetingsView(
                filter,
                found.items().stream().map(line -> row(line, found.zone(), words)).toList(),
                Arrays.stream(MeetingState.values())
                        .map(state -> new Choice(state.name(), words.name("meeting", state.name())))
                        .toList(),
                reps,
                filter.address(false),
                filter.address(true),
                filter.narrows(),
                new MeetingsFilter(filter.past(), null, null, null).address(filter.past()),
                filter.after() == null,
                filter.address(filter.past()),
                words.zone(found.zone()),
                found.next() == null ? null : filter.address(found.next()));
    }

    private static Row row(Line line, ZoneId zone, Words words) {
        MeetingDetails details = line.details();
        Duration told = line.told();
        boolean booked = line.state() == MeetingState.BOOKED;
        return new Row(
                line.id().toString(),
                line.leadId(),
                line.lead() == null ? words.say("lead.nameless") : line.lead(),
                line.company(),
                details.title() == null ? words.say("lead.meeting.untitled") : details.title(),
                line.open()
                        ? words.say("meetings.open")
                        : words.name("meeting", line.state().name()),
                tone(line),
                words.moment(details.startsAt(), zone),
                words.duration(Duration.between(details.startsAt(), details.endsAt())),
                host(line),
                line.rep(),
                line.rep() == null ? null : Initials.of(line.rep()),
                words.name("connection.type", line.provider()),
                booked && !line.open() ? details.joinUrl() : null,
                line.reason(),
                told == null ? null : words.duration(told.isNegative() ? Duration.ZERO : told),
                told != null && told.compareTo(SLOW) > 0,
                line.open());
    }

    /** Whoever has the lead need not be named twice. */
    private static @Nullable String host(Line line) {
        String name = line.details().hostName();
        String host = name == null ? line.details().hostEmail() : name;
        return host == null || host.equals(line.rep()) ? null : host;
    }

    private static String tone(Line line) {
        return switch (line.state()) {
            case BOOKED -> line.open() ? "warn" : "info";
            case HELD -> "good";
            case NO_SHOW -> "bad";
            case MOVED, CANCELLED -> "";
        };
    }
}
