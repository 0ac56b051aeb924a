package io.leaddispatcher.domain.document;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;

/** Times as RFC 3339 spells them: with an offset, and a year of four digits. */
public final class Rfc3339 {

    private static final int LAST_YEAR = 9999;

    private Rfc3339() {}

    /**
     * Throws {@link DateTimeException} when the text is no such time. Java would read years that no
     * store can keep, and to which no span can be added.
     */
    public static Instant instant(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text.toUpperCase(Locale.ROOT));
        if (time.getYear() < 0 || time.getYear() > LAST_YEAR) {
            throw new DateTimeException("the year has four digits: " + text);
        }
        return time.toInstant();
    }
}
