package io.leaddispatcher.domain.document;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/** Times as RFC 3339 spells them: with an offset, and a year of four digits. */
public final class Rfc3339 {

    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9999;

    private Rfc3339() {}

    /**
     * Throws {@link DateTimeException} when the text is no such time. Java would read years that no
     * store can keep, and to which no span can be added: none before the first, which follows on
     * the first before Christ, and none that has five digits in UTC, in which times are kept.
     */
    public static Instant instant(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text.toUpperCase(Locale.ROOT));
        if (!isKept(time) || !isKept(time.withOffsetSameInstant(ZoneOffset.UTC))) {
            throw new DateTimeException("the year must be from 0001 to 9999: " + text);
        }
        return time.toInstant();
    }

    private static boolean isKept(OffsetDateTime time) {
        return time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR;
    }
}
