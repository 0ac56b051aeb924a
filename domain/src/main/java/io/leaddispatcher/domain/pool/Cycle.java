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
        return switch (this) {
            case DAY -> begin(day(at, zone), zone);
            case WEEK ->
                    begin(
                            day(at, zone).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)),
                            zone);
            case MONTH -> begin(day(at, zone).withDayOfMonth(1), zone);
            // The calendar is not asked: that is a tenth of a decision.
            case EVER -> Instant.EPOCH;
        };
    }

    private static LocalDate day(Instant at, ZoneId zone) {
        return LocalDate.ofInstant(at, zone);
    }

    private static Instant begin(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
