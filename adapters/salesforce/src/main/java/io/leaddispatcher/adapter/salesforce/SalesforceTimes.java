package io.leaddispatcher.adapter.salesforce;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Date-times as Salesforce writes them: {@code 2026-03-02T10:00:00.000+0000}. */
final class SalesforceTimes {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss[.SSS]XX", Locale.ROOT);

    private SalesforceTimes() {}

    /** Empty for what is none. */
    static Optional<Instant> read(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text, FORMAT).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
