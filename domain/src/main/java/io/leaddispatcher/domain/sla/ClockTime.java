package io.leaddispatcher.domain.sla;

import io.leaddispatcher.domain.roster.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The time in which a clock runs, with what is needed to count in it. */
public sealed interface ClockTime {

    /** When so much of this time since an instant is over; empty when it never is. */
    Optional<Instant> plus(Instant from, Duration time);

    /**
     * How much of this time is between two instants.
     *
     * @param until not before {@code from}
     */
    Duration between(Instant from, Instant until);

    /** Around the clock. */
    record Calendar() implements ClockTime {

        @Override
        public Optional<Instant> plus(Instant from, Duration time) {
            return Optional.of(from.plus(time));
        }

        @Override
        public Duration between(Instant from, Instant until) {
            return Duration.between(from, until);
        }
    }

    /** While this is open. */
    record Business(Schedule schedule) implements ClockTime {

        @Override
        public Optional<Instant> plus(Instant from, Duration time) {
            return schedule.plus(from, time);
        }

        @Override
        public Duration between(Instant from, Instant until) {
            return schedule.between(from, until);
        }
    }

    /**
     * As a policy wants it.
     *
     * @param schedule of whoever the clock runs for
     */
    static ClockTime of(SlaTime time, Schedule schedule) {
        return switch (time) {
            case CALENDAR -> new Calendar();
            case BUSINESS -> new Business(schedule);
        };
    }
}
