package io.leaddispatcher.domain.field;

import java.text.Normalizer;
import java.util.Locale;

/** How text is compared: after NFKC, without the blanks around it, and with full case folding. */
public final class TextFolding {

    private TextFolding() {}

    /** The same answer for texts that count as equal; accents and inner blanks stay. */
    public static String fold(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        // Upper then lower is full case folding for what people type: ß becomes ss.
        String folded = composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded.replace('ς', 'σ'), Normalizer.Form.NFKC);
    }
}
