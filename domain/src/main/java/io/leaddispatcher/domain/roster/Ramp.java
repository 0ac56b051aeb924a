package io.leaddispatcher.domain.roster;

import io.leaddispatcher.domain.document.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a rep who was away gets going again: with fewer leads in an hour for a while, which is never
 * longer than the absence was.
 *
 * @param perHour assignments in the last 60 minutes
 * @param time how long it takes at most
 */
public record Ramp(int perHour, Duration time) {

    private static final Duration SHORTEST = Duration.ofHours(1);

    static Optional<Ramp> read(Part document) {
        if (!document.requireObject()) {
            return Optional.empty();
        }
        Optional<Integer> perHour =
                document.requiredProperty("perHour")
                        .flatMap(part -> part.asInteger(1, Integer.MAX_VALUE));
        Optional<Duration> time =
                document.requiredProperty("for").flatMap(part -> part.asDuration(SHORTEST));
        document.refuseUnknown();
        return perHour.flatMap(most -> time.map(length -> new Ramp(most, length)));
    }

    /** When it is over after an absence. */
    Instant endAfter(OutOfOffice absence) {
        Duration away = Duration.between(absence.from(), absence.to());
        return absence.to().plus(away.compareTo(time) < 0 ? away : time);
    }
}
