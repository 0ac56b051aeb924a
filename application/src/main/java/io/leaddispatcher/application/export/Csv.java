package io.leaddispatcher.application.export;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lines of comma-separated values by RFC 4180. What a spreadsheet would run as a formula gets an
 * apostrophe in front, which makes it a text.
 */
public final class Csv {

    // The last four are the wide forms, which some spreadsheets take for the plain ones.
    private static final String STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private Csv() {}

    public static String line(List<? extends @Nullable Object> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        String harmless = isFormula(text) ? "'" + text : text;
        return '"' + harmless.replace("\"", "\"\"").replace("\0", "") + '"';
    }

    /** Also behind blanks, which a spreadsheet passes over. */
    private static boolean isFormula(String text) {
        String start = text.stripLeading();
        boolean behindBlanks = !start.isEmpty() && STARTS.indexOf(start.charAt(0)) >= 0;
        boolean atOnce = !text.isEmpty() && STARTS.indexOf(text.charAt(0)) >= 0;
        return behindBlanks || atOnce;
    }
}
