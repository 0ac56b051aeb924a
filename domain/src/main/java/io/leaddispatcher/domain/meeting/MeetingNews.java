package io.leaddispatcher.domain.meeting;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a provider tells of a booking.
 *
 * @param booking the provider's id of it
 * @param toldAt when that came about, by the provider's clock
 * @param other of a booking: the one whose place it takes; of one that was moved: the one that has
 *     taken its place; null when there is none, or nobody says
 * @param details only of a booking
 * @param reason in somebody's own words
 */
public record MeetingNews(
        String booking,
        Kind kind,
        Instant toldAt,
        @Nullable String other,
        @Nullable MeetingDetails details,
        @Nullable String reason) {

    /** What has come about. */
    public enum Kind {
        BOOKED,
        MOVED,
        CANCELLED,
        NO_SHOW,
        /** The lead was there after all. */
        NO_SHOW_TAKEN_BACK
    }

    public MeetingNews {
        if ((kind == Kind.BOOKED) != (details != null)) {
            throw new IllegalArgumentException("%s: details belong to bookings".formatted(kind));
        }
    }

    /** The same without what somebody wrote, which may say anything of anybody. */
    public MeetingNews withoutWords() {
        return new MeetingNews(
                booking, kind, toldAt, other, details == null ? null : details.untitled(), null);
    }

    /** That a booking has given way to another. */
    public static MeetingNews moved(String booking, String replacedBy, Instant at) {
        return new MeetingNews(booking, Kind.MOVED, at, replacedBy, null, null);
    }
}
