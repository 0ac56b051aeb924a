package io.leaddispatcher.domain.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When the digest of a day is due, once a day by the clocks of whoever gets it.
 *
 * @param at on a day on which clocks skip it, later by what they skip; of two of the same the first
 */
public record DigestTime(LocalTime at) {

    /** A digest that is later than this is news no more. */
    public static final Duration LATEST = Duration.ofHours(2);

    /**
     * The day whose digest is due and not too late; that of yesterday may be, after midnight. Empty
     * when there is none.
     */
    public Optional<LocalDate> dayAt(Instant now, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        return Stream.of(today, today.minusDays(1))
                .filter(day -> {
                    Instant due = on(day, zone);
                    return !now.isBefore(due) && now.isBefore(due.plus(LATEST));
                })
                .findFirst();
    }

    /** When that of a day is due. */
    public Instant on(LocalDate day, ZoneId zone) {
        return day.atTime(at).atZone(zone).toInstant();
    }
}
