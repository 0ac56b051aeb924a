package io.leaddispatcher.application.me;

import io.leaddispatcher.domain.roster.RepKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a rep may say about when they take new leads. Times are by the clocks of the rep's zone. */
public sealed interface AvailabilityChange {

    /** Takes no new leads until told otherwise. */
    record Pause() implements AvailabilityChange {}

    /** Takes new leads again, and is no longer away. */
    record Back() implements AvailabilityChange {}

    /** Away from now on. */
    record AwayFor(Duration time) implements AvailabilityChange {}

    /**
     * Away for some time.
     *
     * @param from null: from now on
     * @param until exclusive
     * @param delegate who takes new leads meanwhile, if anybody
     */
    record Away(@Nullable LocalDateTime from, LocalDateTime until, @Nullable RepKey delegate)
            implements AvailabilityChange {}

    /** Not away after all, in the time that begins then. */
    record Stay(Instant from) implements AvailabilityChange {}

    /**
     * Works at these hours.
     *
     * @param week intervals such as {@code 09:00-12:30} by day ({@code MON}); a day without any is
     *     left out. Empty: those of the team
     */
    record Hours(Map<String, List<String>> week) implements AvailabilityChange {
        public Hours {
            week = Map.copyOf(week);
        }
    }
}
