package io.leaddispatcher.adapter.salesforce;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/** Pieces of queries, so that nothing from outside gets out of its quotes. */
final class Soql {

    private Soql() {}

    /** Text in quotes. */
    static String text(String value) {
        StringBuilder quoted = new StringBuilder("'");
        value.codePoints()
                .forEach(one -> {
                    switch (one) {
                        case '\\' -> quoted.append("\\\\");
                        case '\'' -> quoted.append("\\'");
                        case '\n' -> quoted.append("\\n");
                        case '\r' -> quoted.append("\\r");
                        case '\t' -> quoted.append("\\t");
                        case '\f' -> quoted.append("\\f");
                        case '\b' -> quoted.append("\\b");
                        default -> quoted.appendCodePoint(one);
                    }
                });
        return quoted.append('\'').toString();
    }

    /** What a pattern of {@code LIKE} takes literally; what may stand around it is put later. */
    static String like(String before, String value, String after) {
        String escaped = text(value).replace("%", "\\%").replace("_", "\\_");
        return "'" + before + escaped.substring(1, escaped.length() - 1) + after + "'";
    }

    static String list(Collection<String> values) {
        return values.stream().map(Soql::text).collect(Collectors.joining(",", "(", ")"));
    }

    /** Date-times stand without quotes. */
    static String instant(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** Where to go on behind a row, in the order of changes and then of ids. */
    static String cursor(Instant changedAt, String id) {
        return changedAt + "/" + id;
    }

    /** The condition of being behind a {@link #cursor}; empty for what is none. */
    static Optional<String> after(String cursor) {
        int slash = cursor.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        try {
            String at = instant(Instant.parse(cursor.substring(0, slash)));
            return SalesforceId.of(cursor.substring(slash + 1))
                    .map(id ->
                            "(SystemModstamp > %s OR (SystemModstamp = %s AND Id > %s))"
                                    .formatted(at, at, text(id.value())));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
