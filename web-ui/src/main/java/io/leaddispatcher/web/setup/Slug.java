package io.leaddispatcher.web.setup;

import java.text.Normalizer;
import java.util.Locale;

/** A key that reads like a name: {@code Zoë Müller} is {@code zoe-mueller}. */
final class Slug {

    private static final int LONGEST = 63;

    private Slug() {}

    /** Empty when nothing of the name can stand in a key. */
    static String of(String name) {
        var german =
                name.toLowerCase(Locale.ROOT)
                        .replace("\u00e4", "ae")
                        .replace("\u00f6", "oe")
                        .replace("\u00fc", "ue")
                        .replace("\u00df", "ss");
        var plain =
                Normalizer.normalize(german, Normalizer.Form.NFKD)
                        .replaceAll("\\p{M}+", "")
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST).replaceAll("-$", "");
    }
}
