package io.leaddispatcher.domain.document;

import java.util.regex.Pattern;

/** The spelling of the keys under which configuration is kept: slugs that people choose. */
public final class Key {

    public static final String ALLOWED =
            "must be 1 to 63 letters, digits, '_', '.' or '-', the first a letter or digit";

    private static final Pattern SPELLING = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");

    private Key() {}

    public static boolean isValid(String text) {
        return SPELLING.matcher(text).matches();
    }

    /** The text itself. Throws {@link IllegalArgumentException} when it is no key. */
    public static String require(String text) {
        if (!isValid(text)) {
            throw new IllegalArgumentException("key '%s' %s".formatted(text, ALLOWED));
        }
        return text;
    }
}
