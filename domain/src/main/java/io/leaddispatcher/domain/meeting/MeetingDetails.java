package io.leaddispatcher.domain.meeting;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a booking says.
 *
 * @param startsAt inclusive
 * @param endsAt exclusive; a provider may say that it ends as it begins
 * @param timeZone the lead's, by its IANA name; null when nobody says
 * @param hostEmail of whose calendar it is in; null when nobody says
 * @param joinUrl where people meet, when that is a place on the web
 */
public record MeetingDetails(
        @Nullable String title,
        Instant startsAt,
        Instant endsAt,
        @Nullable String timeZone,
        @Nullable String hostEmail,
        @Nullable String hostName,
        @Nullable String joinUrl) {

    public MeetingDetails {
        if (endsAt.isBefore(startsAt)) {
            throw new IllegalArgumentException(
                    "a meeting cannot end (%s) before it starts (%s)".formatted(endsAt, startsAt));
        }
    }

    /** The same without its title, which may name people. */
    public MeetingDetails untitled() {
        return new MeetingDetails(null, startsAt, endsAt, timeZone, hostEmail, hostName, joinUrl);
    }
}
