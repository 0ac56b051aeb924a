package io.leaddispatcher.domain.lead.normal;

import io.leaddispatcher.domain.field.TextFolding;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** Words alone: folded, without accents and punctuation. */
final class Words {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    // "U.S." is one word, "O'Neill" too; "a/s" is "as".
    private static final Pattern JOINING = Pattern.compile("[.'’`´/]");
    private static final Pattern SEPARATING = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Words() {}

    /** Words with one blank between them; empty when there is none. */
    static String of(String text) {
        String folded = TextFolding.fold(text);
        String plain =
                MARKS.matcher(Normalizer.normalize(folded, Normalizer.Form.NFD)).replaceAll("");
        String spelled =
                plain.replace("ø", "o")
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
