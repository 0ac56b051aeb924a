package io.leaddispatcher.web.meeting;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.meeting.FindMeetings;
import io.leaddispatcher.application.meeting.port.MeetingViews.Position;
import io.leaddispatcher.domain.meeting.MeetingState;
import io.leaddispatcher.web.list.Asked;
import io.leaddispatcher.web.list.ListAddress;
import io.leaddispatcher.web.list.Place;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

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
        var after = Place.read(parameters.getFirst("after"));
        return new MeetingsFilter(
                "past".equals(parameters.getFirst("when")),
                Asked.one(MeetingState.class, parameters, "state"),
                Asked.text(parameters, "rep"),
                after == null ? null : new Position(after.at(), after.id()));
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
        return ListAddress.of("/meetings")
                .with("when", past ? "past" : null)
                .with("state", state)
                .with("rep", rep)
                .with("after", place == null ? null : new Place(place.startsAt(), place.id()))
                .text();
    }
}
