package io.leaddispatcher.domain.lead.normal;

import io.leaddispatcher.domain.field.TextFolding;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** Words alone: folded, without accents and punctuation. */
final class Words {

    // Accents, points and breathings. The marks of other scripts make another letter.
    private static final Pattern MARKS =
            Pattern.compile("[\\u0300-\\u036F\\u0591-\\u05C7\\u064B-\\u065F\\u0670]+");
    // Compatibility would make letters of them.
    private static final Pattern SIGNS = Pattern.compile("[™℠®©]");
    // "U.S." is one word, "O'Neill" too; "a/s" is "as".
    private static final Pattern JOINING = Pattern.compile("[.'’`´/]");
    private static final Pattern SEPARATING = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private Words() {}

    /** Words with one blank between them; empty when there is none. */
    static String of(String text) {
        return plain(folded(text));
    }

    /** Likewise, with umlauts as they are written where there are none: "mueller". */
    static String transcribed(String text) {
        return plain(
                folded(text)
                        .replace("ä", "ae")
                        .replace("ö", "oe")
                        .replace("ü", "ue")
                        .replace("å", "aa")
                        .replace("ø", "oe"));
    }

    private static String folded(String text) {
        return TextFolding.fold(SIGNS.matcher(text).replaceAll(""));
    }

    private static String plain(String folded) {
        String bare =
                MARKS.matcher(Normalizer.normalize(folded, Normalizer.Form.NFD)).replaceAll("");
        String spelled =
                Normalizer.normalize(bare, Normalizer.Form.NFC)
                        .replace("ø", "o")
                        .replace("æ", "ae")
                        .replace("œ", "oe")
                        .replace("ł", "l")
                        .replace("ı", "i")
                        .replace("đ", "d")
                        .replace("&", " and ");
        String joined = JOINING.matcher(spelled).replaceAll("");
        return SEPARATING.matcher(joined).replaceAll(" ").strip();
    }
}
