package io.leaddispatcher.application.access;

import java.text.Normalizer;
import java.util.Locale;

/** The one normalisation under which log-in addresses are compared: NFKC, trimmed, lower case. */
public final class EmailAddress {

    private EmailAddress() {}

    public static String normalise(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }
}
