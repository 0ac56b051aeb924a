package io.leaddispatcher.web.lead;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days and truths as people and spreadsheets write them, spelled as documents spell them. What is
 * not understood, or could mean two days, stays as it was, for the application to refuse.
 */
final class TypedValue {

    private static final Pattern ISO =
            Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ][0-9:.]+)?");
    private static final Pattern DOTS =
            Pattern.compile("([0-9]{1,2})\\.\\s*([0-9]{1,2})\\.\\s*([0-9]{4})(?: [0-9:]+)?");
    private static final Pattern SLASHES =
            Pattern.compile("([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?: [0-9:]+)?");
    private static final Set<String> YES = Set.of("true", "yes", "y", "1", "x", "ja", "j", "wahr");
    private static final Set<String> NO = Set.of("false", "no", "n", "0", "nein", "falsch");

    private TypedValue() {}

    static String day(String typed) {
        Matcher iso = ISO.matcher(typed);
        if (iso.matches()) {
            return day(iso, 1, 2, 3).orElse(typed);
        }
        Matcher dots = DOTS.matcher(typed);
        if (dots.matches()) {
            return day(dots, 3, 2, 1).orElse(typed);
        }
        Matcher slashes = SLASHES.matcher(typed);
        if (!slashes.matches()) {
            return typed;
        }
        Optional<String> dayFirst = day(slashes, 3, 2, 1);
        Optional<String> monthFirst = day(slashes, 3, 1, 2);
        boolean isClear = dayFirst.isEmpty() || monthFirst.isEmpty() || dayFirst.equals(monthFirst);
        return isClear ? dayFirst.or(() -> monthFirst).orElse(typed) : typed;
    }

    private static Optional<String> day(Matcher parts, int year, int month, int day) {
        try {
            return Optional.of(
                    LocalDate.of(
                                    Integer.parseInt(parts.group(year)),
                                    Integer.parseInt(parts.group(month)),
                                    Integer.parseInt(parts.group(day)))
                            .toString());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    static String truth(String typed) {
        String word = typed.toLowerCase(Locale.ROOT);
        return YES.contains(word) ? "true" : NO.contains(word) ? "false" : typed;
    }
}
