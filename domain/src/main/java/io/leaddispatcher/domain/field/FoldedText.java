package io.leaddispatcher.domain.field;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The form in which texts are compared: NFKC, full case folding, no blanks at both ends. Inner
 * blanks stay and accents count, so {@code " STRASSE "} equals {@code "Straße"} and {@code "café"}
 * differs from {@code "cafe"}.
 *
 * <p>Folding goes by code point, without regard to neighbours, so that the folded part of a text is
 * part of the folded text (a final sigma would break that).
 */
public final class FoldedText {

    private static final int CAPITAL_I_WITH_DOT = 0x130;
    private static final int DOTLESS_I = 0x131;

    private FoldedText() {}

    /** The text to compare by; empty when the text is blank. */
    public static String of(String text) {
        return isPlain(text) ? text.strip() : fold(text);
    }

    /** NFKC without blanks at both ends, with its case as it stands. */
    public static String withCase(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    }

    public static boolean same(String one, String other) {
        return of(one).equals(of(other));
    }

    /** Most values are ASCII in lower case already: no copy is needed for them. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || (c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return true;
    }

    private static String fold(String text) {
        String normal = withCase(text);
        var folded = new StringBuilder(normal.length() + 8);
        normal.codePoints().forEach(point -> fold(point, folded));
        // Folding can take a text out of the normal form: the pieces compose anew.
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }

    private static void fold(int point, StringBuilder folded) {
        if (point == CAPITAL_I_WITH_DOT) {
            folded.append("i\u0307");
        } else if (point == DOTLESS_I || point < 0x80) {
            folded.appendCodePoint(Character.toLowerCase(point));
        } else {
            // Lower case first: only so do both forms of the sharp s end as "ss".
            Character.toString(Character.toLowerCase(point))
                    .toUpperCase(Locale.ROOT)
                    .codePoints()
                    .forEach(upper -> folded.appendCodePoint(Character.toLowerCase(upper)));
        }
    }
}
