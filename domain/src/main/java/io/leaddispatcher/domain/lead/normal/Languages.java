package io.leaddispatcher.domain.lead.normal;

import com.google.common.collect.ImmutableMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Languages by their shortest ISO 639 code. */
public final class Languages {

    private static final ImmutableMap<String, String> BY_NAME = byName();

    private Languages() {}

    /**
     * The code for a language tag ({@code de-CH}, {@code de_DE}, {@code deu}) or a name, in English
     * or as its speakers call it.
     */
    public static Optional<String> code(String text) {
        String whole = Words.of(text);
        String primary = whole.contains(" ") ? whole.substring(0, whole.indexOf(' ')) : whole;
        return Optional.ofNullable(BY_NAME.get(whole))
                .or(() ->
                        primary.length() <= 3
                                ? Optional.ofNullable(BY_NAME.get(primary))
                                : Optional.empty());
    }

    private static ImmutableMap<String, String> byName() {
        Map<String, String> codes = new HashMap<>();
        for (String code : Locale.getISOLanguages()) {
            Locale language = Locale.of(code);
            codes.putIfAbsent(Words.of(language.getDisplayLanguage(language)), code);
        }
        for (String code : Locale.getISOLanguages()) {
            Locale language = Locale.of(code);
            codes.put(Words.of(language.getDisplayLanguage(Locale.ENGLISH)), code);
            codes.put(language.getISO3Language(), code);
        }
        for (String code : Locale.getISOLanguages()) {
            codes.put(code, code);
        }
        return ImmutableMap.copyOf(codes);
    }
}
