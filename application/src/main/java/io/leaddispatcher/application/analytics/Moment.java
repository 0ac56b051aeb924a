package io.leaddispatcher.application.analytics;

import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation.Code;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Where a period begins or ends. */
public sealed interface Moment {

    record Exactly(Instant at) implements Moment {}

    /** Its midnight. */
    record StartOf(LocalDate day) implements Moment {}

    /**
     * Reads a time with offset or a date.
     *
     * @param name of the parameter that holds it
     */
    static Moment read(String name, String text) {
        try {
            return text.length() <= "2026-11-21".length()
                    ? new StartOf(LocalDate.parse(text))
                    : // The plus sign of an offset that was not escaped arrives as a blank.
                    new Exactly(OffsetDateTime.parse(text.replace(' ', '+')).toInstant());
        } catch (DateTimeException e) {
            throw new InvalidInputException(
                    "/" + name,
                    Code.MALFORMED,
                    "'%s' must be a date such as 2026-11-21, or a time with offset such as 2026-11-21T09:30:00Z"
                            .formatted(name));
        }
    }

    /** By the clocks of a zone. */
    default Instant in(ZoneId zone) {
        return switch (this) {
            case Exactly(var at) -> at;
            case StartOf(var day) -> day.atStartOfDay(zone).toInstant();
        };
    }
}
