package io.leaddispatcher.domain.field;

import com.google.common.base.CharMatcher;
import java.text.Normalizer;
import java.util.Locale;

/**
 * How text is made comparable: NFKC, stripped of the blanks around it, full Unicode case folding
 * (so {@code Straße} equals {@code STRASSE}). Accents and inner blanks count.
 */
public final class TextFolding {

    private static final int DOTLESS_I = 'ı';

    private TextFolding() {}

    /** The text to compare by; empty when it is blank. Folding what is folded changes nothing. */
    public static String fold(String text) {
        if (CharMatcher.ascii().matchesAllOf(text)) {
            return text.strip().toLowerCase(Locale.ROOT);
        }
        String normal = withCase(text);
        StringBuilder folded = new StringBuilder(normal.length() + 8);
        normal.codePoints().forEach(codePoint -> folded.append(folded(codePoint)));
        // Folding can take a text out of the normal form: the pieces compose anew.
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }

    /** NFKC without blanks at both ends, with its case as it stands. */
    public static String withCase(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    }

    public static boolean same(String one, String other) {
        return fold(one).equals(fold(other));
    }

    /**
     * One by one, as lower case by the whole text depends on neighbours (final sigma), so that the
     * folded part of a text is part of the folded text; down, up and down again, as only upper case
     * spells {@code ß} out and only {@code ß} is the lower case of its capital. The dotless i alone
     * would meet the i on that way, which folding keeps apart.
     */
    private static String folded(int codePoint) {
        String letter = Character.toString(codePoint);
        return codePoint == DOTLESS_I
                ? letter
                : letter.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
