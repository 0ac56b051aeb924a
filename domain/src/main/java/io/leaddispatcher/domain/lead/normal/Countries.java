package io.leaddispatcher.domain.lead.normal;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Countries by ISO 3166-1. */
public final class Countries {

    private static final ImmutableSet<String> CODES = ImmutableSet.copyOf(Locale.getISOCountries());
    private static final ImmutableMap<String, String> BY_NAME = byName();

    private Countries() {}

    /** Whether this is an alpha-2 code in upper case. */
    public static boolean isCode(String code) {
        return CODES.contains(code);
    }

    /**
     * The alpha-2 code for an alpha-2 code, an alpha-3 code, or a name in English, in German or in
     * a language of the country itself.
     */
    public static Optional<String> code(String text) {
        return Optional.ofNullable(BY_NAME.get(Words.of(text)));
    }

    private static ImmutableMap<String, String> byName() {
        Map<String, String> codes = new HashMap<>();
        for (String code : CODES) {
            Locale country = new Locale.Builder().setRegion(code).build();
            codes.put(Words.of(code), code);
            codes.put(Words.of(country.getISO3Country()), code);
            codes.put(Words.of(country.getDisplayCountry(Locale.ENGLISH)), code);
        }
        for (String line : Resource.lines("country-names.txt")) {
            int end = line.indexOf('=');
            codes.put(Words.of(line.substring(end + 1)), line.substring(0, end).strip());
        }
        for (String code : CODES) {
            Locale country = new Locale.Builder().setRegion(code).build();
            codes.putIfAbsent(Words.of(country.getDisplayCountry(Locale.GERMAN)), code);
        }
        Locale.availableLocales()
                .filter(spoken -> isCode(spoken.getCountry()))
                .sorted(Comparator.comparing(Locale::toLanguageTag))
                .forEach(spoken ->
                        codes.putIfAbsent(
                                Words.of(spoken.getDisplayCountry(spoken)), spoken.getCountry()));
        return ImmutableMap.copyOf(codes);
    }
}
