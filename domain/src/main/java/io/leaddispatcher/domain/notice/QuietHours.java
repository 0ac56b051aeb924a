package io.leaddispatcher.domain.notice;

import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;

import io.leaddispatcher.domain.document.Part;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When a rep wants no noise, each day by the clocks of the rep's zone.
 *
 * @param until exclusive; before {@code from}: on the day after
 */
public record QuietHours(LocalTime from, LocalTime until) {

    public QuietHours {
        if (from.equals(until)) {
            throw new IllegalArgumentException("quiet from %s until then".formatted(from));
        }
    }

    static Optional<QuietHours> read(Part document) {
        if (!document.requireObject()) {
            return Optional.empty();
        }
        Optional<LocalTime> from = time(document, "from");
        Optional<LocalTime> until = time(document, "until");
        document.refuseUnknown();
        if (from.isEmpty() || until.isEmpty()) {
            return Optional.empty();
        }
        if (from.equals(until)) {
            document.violation(OUT_OF_RANGE, "must end at another time than it begins");
            return Optional.empty();
        }
        return Optional.of(new QuietHours(from.get(), until.get()));
    }

    private static Optional<LocalTime> time(Part document, String name) {
        return document.requiredProperty(name).flatMap(ClockTimes::read);
    }

    public boolean covers(Instant at, ZoneId zone) {
        LocalTime shown = LocalTime.ofInstant(at, zone);
        return from.isBefore(until)
                ? !shown.isBefore(from) && shown.isBefore(until)
                : !shown.isBefore(from) || shown.isBefore(until);
    }

    /** When the quiet is over in which this is; the moment itself outside of it. */
    Instant end(Instant at, ZoneId zone) {
        if (!covers(at, zone)) {
            return at;
        }
        LocalDate day = LocalDate.ofInstant(at, zone);
        boolean tomorrow = !LocalTime.ofInstant(at, zone).isBefore(until);
        Instant end = (tomorrow ? day.plusDays(1) : day).atTime(until).atZone(zone).toInstant();
        // Clocks that go back show the hour of the end twice: it is over the first time.
        return end.isAfter(at) ? end : at;
    }
}
