package io.leaddispatcher.domain.lead.normal;

import com.google.common.base.CharMatcher;
import java.util.regex.Pattern;

/** Text of others as it can be kept. */
public final class StorableText {

    /** What most texts are made of: of these a blank alone is to be looked for. */
    private static final CharMatcher ORDINARY = CharMatcher.inRange(' ', '~').precomputed();

    // PostgreSQL keeps neither NUL nor half a surrogate pair: such a text could not be stored.
    private static final Pattern UNSTORABLE = Pattern.compile("[\\x00\\p{Cs}]");

    private StorableText() {}

    /** Without what no database keeps, and without blanks around it. */
    public static String of(String text) {
        if (ORDINARY.matchesAllOf(text)) {
            return text.strip();
        }
        return trimmed(UNSTORABLE.matcher(text).replaceAll(""));
    }

    // A pattern for blanks at the end begins anew at each blank within, and so takes the square of
    // them: texts are long before they are cut.
    private static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (start < end && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Blanks, line breaks, and what has no width: none of them is half of a pair. */
    private static boolean isBlank(char c) {
        return switch (c) {
            case '\t', '\n', '\u000B', '\f', '\r', '\u200B', '\u2060', '\uFEFF' -> true;
            default -> Character.isSpaceChar(c);
        };
    }

    /**
     * Cut between two whole characters.
     *
     * @param longest in characters of UTF-16, at least 1
     */
    public static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return of(text.substring(0, end));
    }
}
