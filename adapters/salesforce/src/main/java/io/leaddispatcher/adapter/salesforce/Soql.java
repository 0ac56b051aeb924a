package io.leaddispatcher.adapter.salesforce;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
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
}
