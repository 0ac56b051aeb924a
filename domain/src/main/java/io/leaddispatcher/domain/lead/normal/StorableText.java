package io.leaddispatcher.domain.lead.normal;

import com.google.common.base.CharMatcher;
import java.util.regex.Pattern;

/** Text of others as it can be kept. */
public final class StorableText {

    /** What most texts are made of: of these a blank alone is to be looked for. */
    private static final CharMatcher ORDINARY = CharMatcher.inRange(' ', '~').precomputed();

    // PostgreSQL keeps neither NUL nor half a surrogate pair: such a text could not be stored.
    private static final Pattern UNSTORABLE = Pattern.compile("[\\x00\\p{Cs}]");
    private static final Pattern BLANKS_AROUND =
            Pattern.compile(
                    "^[\\s\\p{Z}\\u200B\\u2060\\uFEFF]+|[\\s\\p{Z}\\u200B\\u2060\\uFEFF]+$");

    private StorableText() {}

    /** Without what no database keeps, and without blanks around it. */
    public static String of(String text) {
        if (ORDINARY.matchesAllOf(text)) {
            return text.strip();
        }
        String storable = UNSTORABLE.matcher(text).replaceAll("");
        return BLANKS_AROUND.matcher(storable).replaceAll("");
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
