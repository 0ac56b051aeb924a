package io.leaddispatcher.application.slack;

import io.leaddispatcher.domain.roster.Schedule;
import java.time.Duration;
import java.time.Instant;

/** For how long a rep wants to hear nothing of a lead, by the rep's own hours. */
public enum SnoozeChoice {
    QUARTER_OF_AN_HOUR(Duration.ofMinutes(15)),
    HOUR(Duration.ofHours(1)),
    NEXT_OPENING(Duration.ZERO);

    private static final Duration STEP = Duration.ofMinutes(15);
    private static final Duration HORIZON = Duration.ofDays(14);
    private static final Duration A_DAY = Duration.ofDays(1);

    private final Duration openTime;

    SnoozeChoice(Duration openTime) {
        this.openTime = openTime;
    }

    /** When the rep is to hear of it again; tomorrow for one whose hours never begin. */
    Instant until(Schedule schedule, Instant now) {
        Instant tomorrow = now.plus(A_DAY);
        return this == NEXT_OPENING
                ? nextOpening(schedule, now, tomorrow)
                : schedule.plus(now, openTime).orElse(tomorrow);
    }

    /** Not the hours that have begun: those that begin after them. */
    private static Instant nextOpening(Schedule schedule, Instant now, Instant otherwise) {
        Instant closed = now;
        Instant end = now.plus(HORIZON);
        while (schedule.isOpen(closed) && closed.isBefore(end)) {
            closed = closed.plus(STEP);
        }
        return schedule.isOpen(closed) ? otherwise : schedule.nextOpening(closed).orElse(otherwise);
    }
}
