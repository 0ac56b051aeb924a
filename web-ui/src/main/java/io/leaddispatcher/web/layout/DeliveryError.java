package io.leaddispatcher.web.layout;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why something was not delivered, as it is kept: a code for programs, and a sentence.
 *
 * @param code null when there is none
 * @param words the sentence in the reader's language, where it is one of ours
 */
public record DeliveryError(@Nullable String code, String words) {

    private static final Pattern CODED = Pattern.compile("([^\\s:]+): (.*)", Pattern.DOTALL);

    /** With what HubSpot's support asks for. */
    private static final Pattern CORRELATED =
            Pattern.compile("(.*)( \\(correlation id [^\\s)]+\\))", Pattern.DOTALL);

    /** Null: nothing went wrong. */
    public static @Nullable DeliveryError of(@Nullable String kept, Words words) {
        if (kept == null) {
            return null;
        }
        var coded = CODED.matcher(kept);
        return coded.matches()
                ? new DeliveryError(coded.group(1), said(coded.group(2), words))
                : new DeliveryError(null, said(kept, words));
    }

    private static String said(String sentence, Words words) {
        var correlated = CORRELATED.matcher(sentence);
        return correlated.matches()
                ? words.problem(correlated.group(1)) + correlated.group(2)
                : words.problem(sentence);
    }
}
