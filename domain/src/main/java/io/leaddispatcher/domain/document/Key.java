package io.leaddispatcher.domain.document;

import static com.google.common.base.CharMatcher.inRange;

import com.google.common.base.CharMatcher;

/** The spelling of the keys under which configuration is kept: slugs that people choose. */
public final class Key {

    public static final String ALLOWED =
            "must be 1 to 63 letters, digits, '_', '.' or '-', the first a letter or digit";

    private static final int LONGEST = 63;
    private static final CharMatcher FIRST =
            inRange('A', 'Z').or(inRange('a', 'z')).or(inRange('0', '9')).precomputed();
    private static final CharMatcher OTHERS = FIRST.or(CharMatcher.anyOf("_.-")).precomputed();

    private Key() {}

    public static boolean isValid(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && FIRST.matches(text.charAt(0))
                && OTHERS.matchesAllOf(text);
    }

    /** The text itself. Throws {@link IllegalArgumentException} when it is no key. */
    public static String require(String text) {
        if (!isValid(text)) {
            throw new IllegalArgumentException("key '%s' %s".formatted(text, ALLOWED));
        }
        return text;
    }
}
