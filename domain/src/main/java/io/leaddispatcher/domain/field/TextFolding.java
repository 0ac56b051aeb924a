package io.leaddispatcher.domain.field;

import java.text.Normalizer;
import java.util.Locale;

/** How text is compared: after NFKC, without the blanks around it, and with full case folding. */
public final class TextFolding {

    private static final int CAPITAL_I_WITH_DOT = 0x130;

    private TextFolding() {}

    /** The same answer for texts that count as equal; accents and inner blanks stay. */
    public static String fold(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        var folded = new StringBuilder(composed.length() + 8);
        composed.codePoints().forEach(point -> folded.append(fold(point)));
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }

    private static String fold(int point) {
        return point == CAPITAL_I_WITH_DOT
                ? "i\u0307"
                // Lower case first: only so do both forms of the sharp s end as "ss".
                : Character.toString(Character.toLowerCase(point))
                        .toUpperCase(Locale.ROOT)
                        .codePoints()
                        .map(Character::toLowerCase)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
    }
}
