package io.leaddispatcher.domain.roster;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A calendar day of a zone, which clocks may make shorter or longer than 24 hours.
 *
 * @param start its first instant
 * @param next the first instant of the day after
 */
public record Day(Instant start, Instant next) {

    /** The day that an instant falls into. */
    public static Day of(Instant at, ZoneId zone) {
        LocalDate date = LocalDate.ofInstant(at, zone);
        return new Day(
                date.atStartOfDay(zone).toInstant(),
                date.plusDays(1).atStartOfDay(zone).toInstant());
    }
}
