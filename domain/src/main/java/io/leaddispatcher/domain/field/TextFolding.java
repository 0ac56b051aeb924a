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

    /** Folding what is folded changes nothing. */
    public static String fold(String text) {
        if (CharMatcher.ascii().matchesAllOf(text)) {
            return text.strip().toLowerCase(Locale.ROOT);
        }
        String normal = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        StringBuilder folded = new StringBuilder(normal.length() + 8);
        normal.codePoints().forEach(codePoint -> folded.append(folded(codePoint)));
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }

    /**
     * One by one, as lower case by the whole text depends on neighbours (final sigma); down, up and
     * down again, as only upper case spells {@code ß} out and only {@code ß} is the lower case of
     * its capital. The dotless i alone would meet the i on that way, which folding keeps apart.
     */
    private static String folded(int codePoint) {
        String letter = Character.toString(codePoint);
        return codePoint == DOTLESS_I
                ? letter
                : letter.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
