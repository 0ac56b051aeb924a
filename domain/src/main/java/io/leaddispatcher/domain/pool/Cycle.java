package io.leaddispatcher.domain.pool;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/** The span over which a pool counts turns; the next one starts from zero. */
public enum Cycle {
    DAY,
    /** From Monday. */
    WEEK,
    MONTH,
    EVER;

    /** When the cycle that {@code at} falls into has begun in this zone. */
    public Instant startOf(Instant at, ZoneId zone) {
        LocalDate day = at.atZone(zone).toLocalDate();
        return switch (this) {
            case DAY -> day.atStartOfDay(zone).toInstant();
            case WEEK ->
                    day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                            .atStartOfDay(zone)
                            .toInstant();
            case MONTH -> day.withDayOfMonth(1).atStartOfDay(zone).toInstant();
            case EVER -> Instant.EPOCH;
        };
    }
}
