package io.leaddispatcher.web.lead;

import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A meeting that the lead has booked.
 *
 * @param start by the reader's clocks
 * @param theirs by the lead's clocks; null when they are not known
 * @param host in whose calendar it is; null when nobody says
 * @param heldBy who had the lead when it was said to have been held, whoever's calendar it is in;
 *     null when nobody has said
 * @param join where people meet; null when it is no place on the web, or nobody goes there any more
 * @param speed how long it took from the booking until somebody was told; null: nobody was
 */
record MeetingLine(
        String title,
        String state,
        String tone,
        @Nullable When start,
        @Nullable String theirs,
        @Nullable String host,
        @Nullable String heldBy,
        @Nullable String provider,
        @Nullable String join,
        @Nullable String reason,
        @Nullable String speed) {

    /** The next to begin last. */
    static List<MeetingLine> all(Tree lead, ZoneId zone, Names names, Words words) {
        return lead.trees("meetings").stream().map(each -> of(each, zone, names, words)).toList();
    }

    private static MeetingLine of(Tree meeting, ZoneId zone, Names names, Words words) {
        String state = meeting.text("state", "BOOKED");
        Instant start = meeting.instant("startsAt");
        Tree host = meeting.tree("host");
        String heldBy = meeting.text("heldBy");
        return new MeetingLine(
                meeting.text("title", words.say("lead.meeting.untitled")),
                words.name("meeting", state),
                switch (state) {
                    case "BOOKED" -> "info";
                    case "HELD" -> "good";
                    case "NO_SHOW" -> "bad";
                    default -> "";
                },
                start == null ? null : words.moment(start, zone),
                start == null ? null : theirs(meeting.text("timeZone"), start, words),
                host.text("name", host.text("email", "")).isEmpty()
                        ? null
                        : host.text("name", host.text("email", "")),
                heldBy == null ? null : names.rep(heldBy),
                words.name("connection.type", meeting.text("provider")),
                state.equals("BOOKED") ? meeting.text("joinUrl") : null,
                meeting.text("reason"),
                speed(meeting.text("dispatchLatency"), words));
    }

    private static @Nullable String theirs(@Nullable String zone, Instant start, Words words) {
        try {
            return zone == null ? null : words.dayAndTime(start, ZoneId.of(zone));
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static @Nullable String speed(@Nullable String latency, Words words) {
        try {
            return latency == null ? null : words.duration(Duration.parse(latency));
        } catch (DateTimeParseException _) {
            return null;
        }
    }
}
