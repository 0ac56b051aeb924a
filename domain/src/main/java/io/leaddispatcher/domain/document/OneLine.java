package io.leaddispatcher.domain.document;

import java.util.regex.Pattern;

/**
 * Text of somebody else as it may stand in a log, which has an entry a line: what ends a line, or
 * moves the cursor of whoever reads it, would let them write entries of their own.
 */
public final class OneLine {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");

    private OneLine() {}

    /** Whether there is nothing in it that ends a line, or moves a cursor. */
    public static boolean isOne(String text) {
        return !CONTROL.matcher(text).find();
    }

    /** Each control character becomes a question mark. */
    public static String of(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }
}
