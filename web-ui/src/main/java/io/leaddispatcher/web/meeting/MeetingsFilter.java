package io.leaddispatcher.web.meeting;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.meeting.FindMeetings;
import io.leaddispatcher.application.meeting.port.MeetingViews.Position;
import io.leaddispatcher.domain.meeting.MeetingState;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the address of the page asks for. What it says and nobody knows is left out.
 *
 * @param past those that have been; else those to come
 * @param after where the page before ended
 */
record MeetingsFilter(
        boolean past,
        @Nullable MeetingState state,
        @Nullable String rep,
        @Nullable Position after) {

    /** Fails with a 400 when the place is none. */
    static MeetingsFilter of(MultiValueMap<String, String> parameters) {
        var state = parameters.getFirst("state");
        var rep = parameters.getFirst("rep");
        return new MeetingsFilter(
                "past".equals(parameters.getFirst("when")),
                Arrays.stream(MeetingState.values())
                        .filter(each -> each.name().equals(state))
                        .findFirst()
                        .orElse(null),
                rep == null || rep.isBlank() || rep.indexOf(0) >= 0 ? null : rep.strip(),
                place(parameters.getFirst("after")));
    }

    FindMeetings.Query query(Caller caller, int limit) {
        return new FindMeetings.Query(caller, !past, state, rep, after, limit);
    }

    boolean narrows() {
        return state != null || rep != null;
    }

    /** The address of the same narrowing of those to come, or of those that have been. */
    String address(boolean ofThePast) {
        return new MeetingsFilter(ofThePast, state, rep, null).address((Position) null);
    }

    /** The address of this list from a place on; from its beginning without one. */
    String address(@Nullable Position place) {
        var address = UriComponentsBuilder.fromPath("/meetings");
        add(address, "when", past ? "past" : null);
        add(address, "state", state);
        add(address, "rep", rep);
        add(address, "after", place == null ? null : place.startsAt() + "_" + place.id());
        return address.encode().build().toUriString();
    }

    private static void add(UriComponentsBuilder address, String name, @Nullable Object value) {
        if (value != null) {
            address.queryParam(name, "{" + name + "}").uriVariables(Map.of(name, value));
        }
    }

    private static @Nullable Position place(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        int end = text.indexOf('_');
        try {
            return new Position(
                    Instant.parse(text.substring(0, Math.max(0, end))),
                    UUID.fromString(text.substring(end + 1)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "no place in this list", e);
        }
    }
}
